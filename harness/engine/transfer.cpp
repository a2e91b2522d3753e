#include "harness/engine/transfer.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "harness/engine/tls_record.h"
#include "harness/targets/address.h"

namespace s2sconform {
namespace {

constexpr std::string_view white_space = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

long curl_minimum(TlsVersion version) {
  constexpr std::array values{CURL_SSLVERSION_TLSv1_0, CURL_SSLVERSION_TLSv1_1,
                              CURL_SSLVERSION_TLSv1_2, CURL_SSLVERSION_TLSv1_3};
  return values[static_cast<std::size_t>(version)];
}

long curl_maximum(TlsVersion version) {
  constexpr std::array values{CURL_SSLVERSION_MAX_TLSv1_0, CURL_SSLVERSION_MAX_TLSv1_1,
                              CURL_SSLVERSION_MAX_TLSv1_2, CURL_SSLVERSION_MAX_TLSv1_3};
  return values[static_cast<std::size_t>(version)];
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  curl_easy_setopt(easy, option, value);
}

// A large request is recorded by its beginning.
std::string recorded_body(const std::string& body, const Redactor& redactor) {
  constexpr std::size_t longest = 16 * 1024;
  if (body.size() <= longest) return redactor.text(body);
  return redactor.text(std::string_view(body).substr(0, longest)) + "… (" +
         std::to_string(body.size()) + " bytes in all)";
}

// The values of a form that are secrets. The server may show one again in another form than the
// whole.
std::vector<Secret> secrets_in(std::string_view form) {
  std::vector<Secret> secrets;
  while (!form.empty()) {
    const std::string_view member = form.substr(0, form.find('&'));
    form.remove_prefix(std::min(member.size() + 1, form.size()));
    for (const std::string_view name : {"assertion=", "client_secret="}) {
      if (member.starts_with(name)) secrets.emplace_back(std::string(member.substr(name.size())));
    }
  }
  return secrets;
}

std::string header_line(const std::string& name, std::string_view value) {
  // curl takes "Name:" for "leave this header out" and "Name;" for an empty value.
  return value.empty() ? name + ";" : name + ": " + std::string(value);
}

}  // namespace

Transfer::Transfer(TargetSession& session, const Request& request, const std::string& url,
                   Verification verification, std::chrono::milliseconds deadline)
    : session_(session),
      request_(request),
      url_(parse_url(url).value_or(UrlParts{})),
      redactor_(session.redactor()),
      easy_(curl_easy_init(), &curl_easy_cleanup) {
  for (const Credential& credential : request.credentials) redactor_.add(credential.token);
  if (request.body_is_secret) {
    const std::string_view query =
        std::string_view(url).substr(std::min(url.find('?'), url.size()));
    for (const std::string_view form :
         {std::string_view(request.body), query.substr(!query.empty())}) {
      for (const Secret& secret : secrets_in(form)) redactor_.add(secret);
    }
  }
  std::string whole_url = url;
  if (request.query_token) {
    redactor_.add(*request.query_token);
    whole_url += url.find('?') == std::string::npos ? "?" : "&";
    whole_url += "access_token=" + std::string(request.query_token->reveal());
  }
  exchange_.label = request.label;
  exchange_.request.method =
      request.handshake_only ? std::string(tls_handshake_method) : request.method;
  exchange_.request.url = redactor_.text(whole_url);
  exchange_.request.body = recorded_body(request.body, redactor_);
  exchange_.timing.started = std::chrono::system_clock::now();
  set(easy_.get(), CURLOPT_URL, whole_url.c_str());
  configure_request();
  configure_headers();
  configure_connection();
  configure_tls(verification);
  configure_bounds(deadline);
}

void Transfer::configure_request() {
  CURL* easy = easy_.get();
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_NOSIGNAL, 1L);
  // A name that does not resolve is left to its thread: waiting for that would stop all other
  // targets.
  set(easy, CURLOPT_QUICK_EXIT, 1L);
  set(easy, CURLOPT_ERRORBUFFER, error_);
  set(easy, CURLOPT_HTTP_VERSION,
      static_cast<long>(session_.target().http_version == HttpVersion::http_2
                            ? CURL_HTTP_VERSION_2TLS
                            : CURL_HTTP_VERSION_1_1));
  if (request_.handshake_only) {
    set(easy, CURLOPT_CONNECT_ONLY, 1L);
  } else if (request_.method == "HEAD") {
    set(easy, CURLOPT_NOBODY, 1L);
  } else if (request_.method == "POST") {
    set(easy, CURLOPT_POST, 1L);
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    set(easy, CURLOPT_POSTFIELDS, request_.body.data());
  } else if (request_.method != "GET") {
    set(easy, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  }
  if (request_.own_connection) {
    set(easy, CURLOPT_FRESH_CONNECT, 1L);
    set(easy, CURLOPT_FORBID_REUSE, 1L);
  }
  set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_connected);
  set(easy, CURLOPT_PREREQDATA, this);
}

void Transfer::configure_headers() {
  const auto add = [&](const std::string& name, std::string_view value) {
    headers_.reset(curl_slist_append(headers_.release(), header_line(name, value).c_str()));
    exchange_.request.headers.push_back({name, redactor_.header_value(name, value)});
  };
  for (const Header& header : request_.headers) add(header.name, header.value);
  if (request_.own_connection) add("Connection", "close");
  for (const ConfiguredHeader& header : session_.target().headers) {
    if (const Secret* secret = std::get_if<Secret>(&header.value)) {
      if (url_.scheme == "https" && !request_.without_secrets) add(header.name, secret->reveal());
    } else {
      add(header.name, std::get<std::string>(header.value));
    }
  }
  for (const Credential& credential : request_.credentials) {
    add("Authorization", credential.scheme + " " + std::string(credential.token.reveal()));
  }
  // Without it curl waits a second for a 100 Continue that many servers never send.
  headers_.reset(curl_slist_append(headers_.release(), "Expect:"));
  set(easy_.get(), CURLOPT_HTTPHEADER, headers_.get());
}

void Transfer::configure_connection() {
  CURL* easy = easy_.get();
  const std::string* node = request_.node ? &*request_.node : nullptr;
  set(easy, CURLOPT_CONNECT_TO, session_.connect_to(url_, node));
  // A run goes where the targets file says, whatever http_proxy and no_proxy are set to.
  set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_NOPROXY, "");
  if (const std::optional<Proxy>& proxy = session_.target().proxy) {
    set(easy, CURLOPT_PROXY, proxy->url.c_str());
    set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (!proxy->user.empty()) {
      set(easy, CURLOPT_PROXYUSERNAME, proxy->user.c_str());
      set(easy, CURLOPT_PROXYPASSWORD, std::string(proxy->password.reveal()).c_str());
    }
  }
}

void Transfer::configure_tls(Verification verification) {
  CURL* easy = easy_.get();
  const Target& target = session_.target();
  if (verification == Verification::required) {
    // Both or neither: curl would go on trusting the system's store beside the one that is named.
    if (!target.ca_file.empty() || !target.ca_directory.empty()) {
      const auto path = [](const std::string& name) {
        return name.empty() ? nullptr : name.c_str();
      };
      set(easy, CURLOPT_CAINFO, path(target.ca_file));
      set(easy, CURLOPT_CAPATH, path(target.ca_directory));
    }
    set(easy, CURLOPT_SSLVERSION, curl_minimum(target.tls_minimum));
    return;
  }
  set(easy, CURLOPT_SSL_VERIFYPEER, 0L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  // Verification against the system's store is not wanted, and reading it takes longer than a
  // request.
  set(easy, CURLOPT_CAINFO, static_cast<char*>(nullptr));
  set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));
  if (const std::optional<TlsOffer>& offer = request_.handshake_only) {
    set(easy, CURLOPT_SSLVERSION, curl_minimum(offer->minimum) | curl_maximum(offer->maximum));
    set(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    set(easy, CURLOPT_FRESH_CONNECT, 1L);
    set(easy, CURLOPT_FORBID_REUSE, 1L);
    const std::string ciphers = offer->ciphers.empty() ? "DEFAULT" : offer->ciphers;
    set(easy, CURLOPT_SSL_CIPHER_LIST, (ciphers + ":@SECLEVEL=0").c_str());
  } else {
    set(easy, CURLOPT_SSLVERSION, curl_minimum(target.tls_minimum));
    // A weak key is judged and reported; it must not keep us from looking at the rest.
    set(easy, CURLOPT_SSL_CIPHER_LIST, "DEFAULT:@SECLEVEL=0");
  }
}

void Transfer::configure_bounds(std::chrono::milliseconds deadline) {
  const auto milliseconds = std::max<long>(1, static_cast<long>(deadline.count()));
  set(easy_.get(), CURLOPT_TIMEOUT_MS, milliseconds);
  set(easy_.get(), CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
}

size_t Transfer::on_body(char* data, size_t size, size_t count, void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const std::size_t bytes = size * count;
  if (transfer.response_.body.size() + bytes > transfer.session_.target().limits.maximum_body) {
    transfer.bound_broken_ = FailureKind::body_too_large;
    return 0;
  }
  transfer.response_.body.append(data, bytes);
  return bytes;
}

size_t Transfer::on_header(char* data, size_t size, size_t count, void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const std::size_t bytes = size * count;
  transfer.header_bytes_ += bytes;
  if (transfer.header_bytes_ > transfer.session_.target().limits.maximum_header) {
    transfer.bound_broken_ = FailureKind::header_too_large;
    return 0;
  }
  const std::string_view line = trimmed({data, bytes});
  if (line.starts_with("HTTP/")) {  // also after an interim 1xx answer
    transfer.response_.headers.clear();
    transfer.has_response_ = true;
    transfer.header_has_ended_ = false;
    const std::size_t space = line.find(' ');
    transfer.response_.http_version = line.substr(5, space == line.npos ? line.npos : space - 5);
    return bytes;
  }
  if (line.empty()) transfer.header_has_ended_ = true;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bytes;
  const std::string name(trimmed(line.substr(0, colon)));
  const std::string value = transfer.redactor_.header_value(name, trimmed(line.substr(colon + 1)));
  transfer.response_.headers.push_back({name, value});
  return bytes;
}

int Transfer::on_connected(void* self, char*, char*, int, int) {
  static_cast<Transfer*>(self)->record_tls();
  return CURL_PREREQFUNC_OK;
}

void Transfer::record_tls() {
  const curl_tlssessioninfo* info = nullptr;
  curl_easy_getinfo(easy_.get(), CURLINFO_TLS_SSL_PTR, &info);
  if (info && info->backend == CURLSSLBACKEND_OPENSSL && info->internals) {
    exchange_.tls = record_of(static_cast<SSL*>(info->internals), session_.anchors());
  }
}

Exchange Transfer::finish(CURLcode result) {
  CURL* easy = easy_.get();
  const auto time = [&](CURLINFO info) {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(easy, info, &microseconds);
    return std::chrono::microseconds(microseconds);
  };
  exchange_.timing.total = time(CURLINFO_TOTAL_TIME_T);
  exchange_.timing.connected = time(CURLINFO_APPCONNECT_TIME_T);
  exchange_.timing.first_byte = time(CURLINFO_STARTTRANSFER_TIME_T);
  char* address = nullptr;
  long port = 0;
  curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address);
  curl_easy_getinfo(easy, CURLINFO_PRIMARY_PORT, &port);
  if (address && *address)
    exchange_.remote_address = Address{address, static_cast<unsigned>(port)}.text();
  if (has_response_) {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<unsigned>(status);
    if (result == CURLE_OK && request_.read_unredacted) request_.read_unredacted(response_.body);
    response_.body = redactor_.text(response_.body);
    exchange_.response = std::move(response_);
  }
  if (result != CURLE_OK) {
    exchange_.failure = failure_of(result);
  } else if (has_response_ && !header_has_ended_) {
    exchange_.failure = Failure{FailureKind::protocol, "the connection closed inside the header"};
  }
  return std::move(exchange_);
}

bool Transfer::refused_by_proxy() const {
  constexpr long first_refusal = 300;
  long proxy_status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_HTTP_CONNECTCODE, &proxy_status);
  return session_.target().proxy && proxy_status >= first_refusal;
}

// Only what the server itself did is `protocol`, `tls` or `deadline`; what came before it (names,
// proxies) keeps the server from being judged.
FailureKind Transfer::kind_of(CURLcode result) const {
  if (refused_by_proxy()) return FailureKind::connect;
  curl_off_t name_lookup = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_NAMELOOKUP_TIME_T, &name_lookup);
  const std::string_view message = error_;
  switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return FailureKind::resolve;
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
      return FailureKind::connect;
    case CURLE_OPERATION_TIMEDOUT:
      return name_lookup == 0 && exchange_.remote_address.empty() ? FailureKind::resolve
                                                                  : FailureKind::deadline;
    case CURLE_PEER_FAILED_VERIFICATION:
      return FailureKind::certificate;
    case CURLE_SSL_CONNECT_ERROR:
      // Our own OpenSSL has nothing to offer of what was asked for.
      return message.find("no protocols available") != message.npos ||
                     message.find("no ciphers available") != message.npos
                 ? FailureKind::harness
                 : FailureKind::tls;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, or no HTTP at all
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_WRITE_ERROR:
      return FailureKind::protocol;
    default:
      return FailureKind::harness;
  }
}

Failure Transfer::failure_of(CURLcode result) const {
  Failure failure;
  failure.message = redactor_.text(*error_ ? error_ : curl_easy_strerror(result));
  if (bound_broken_) {
    failure.kind = *bound_broken_;
    failure.message = *bound_broken_ == FailureKind::body_too_large
                          ? "the body is larger than the target's maximum_body_bytes"
                          : "the header is larger than the target's maximum_header_bytes";
    return failure;
  }
  // What curl says of a line of more than 100 KiB in a header, which its callback never sees.
  const bool in_header = exchange_.timing.first_byte.count() > 0 && response_.body.empty();
  if (result == CURLE_OUT_OF_MEMORY && in_header) {
    return {FailureKind::header_too_large, "a line of the header is longer than 100 KiB"};
  }
  failure.kind = kind_of(result);
  if (refused_by_proxy()) {
    failure.message = "the proxy " + session_.target().proxy->url + " refused: " + failure.message;
  }
  return failure;
}

}  // namespace s2sconform
