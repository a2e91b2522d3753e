#include <chrono>
#include <string>

#include "harness/base/base64.h"
#include "harness/base/json_writer.h"
#include "harness/base/utc_text.h"
#include "harness/base/utf8.h"
#include "harness/evidence/har.h"

namespace s2sconform {
namespace {

using std::chrono::microseconds;

// A member that may hold any bytes.
void write_text(JsonWriter& json, const std::string& name, const std::string& text) {
  json.name(name).string(text);
  if (!is_utf8(text)) json.name("_" + name + "_base64").string(encode_base64(text));
}

void write_headers(JsonWriter& json, const Headers& headers) {
  json.name("headers").begin_array();
  for (const Header& header : headers) {
    json.begin_object();
    write_text(json, "name", header.name);
    write_text(json, "value", header.value);
    json.end_object();
  }
  json.end_array();
}

std::string media_type(const Headers& headers) {
  const std::string* type = find_header(headers, "Content-Type");
  return type ? *type : std::string();
}

void write_sizes(JsonWriter& json, std::size_t body) {
  json.name("headersSize").number(-1);
  json.name("bodySize").number(static_cast<std::int64_t>(body));
}

void no_cookies(JsonWriter& json) {
  // Their values are redacted in the headers; there is nothing to say of them here.
  json.name("cookies").begin_array();
  json.end_array();
}

void write_query(JsonWriter& json, const std::string& url) {
  json.name("queryString").begin_array();
  const std::size_t question = url.find('?');
  std::string_view rest =
      question == url.npos ? std::string_view() : std::string_view(url).substr(question + 1);
  rest = rest.substr(0, rest.find('#'));
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    json.begin_object();
    json.name("name").string(pair.substr(0, equals));
    json.name("value").string(pair.substr(std::min(equals + 1, pair.size())));
    json.end_object();
  }
  json.end_array();
}

void write_request(JsonWriter& json, const RecordedRequest& request, const std::string& version) {
  json.name("request").begin_object();
  json.name("method").string(request.method);
  write_text(json, "url", request.url);
  json.name("httpVersion").string(version);
  no_cookies(json);
  write_headers(json, request.headers);
  write_query(json, request.url);
  if (!request.body.empty()) {
    json.name("postData").begin_object();
    json.name("mimeType").string(media_type(request.headers));
    write_text(json, "text", request.body);
    json.end_object();
  }
  write_sizes(json, request.body.size());
  json.end_object();
}

// "HTTP/1.1"; empty where no version is known.
std::string version_text(const RecordedResponse& response) {
  return response.http_version.empty() ? "" : "HTTP/" + response.http_version;
}

void write_response(JsonWriter& json, const RecordedResponse& response) {
  json.begin_object();
  json.name("status").number(response.status);
  json.name("statusText").string("");
  write_text(json, "httpVersion", version_text(response));
  no_cookies(json);
  write_headers(json, response.headers);
  json.name("content").begin_object();
  json.name("size").number(static_cast<std::int64_t>(response.body.size()));
  json.name("mimeType").string(media_type(response.headers));
  if (is_utf8(response.body)) {
    json.name("text").string(response.body);
  } else {
    json.name("text").string(encode_base64(response.body));
    json.name("encoding").string("base64");
  }
  json.end_object();
  const std::string* location = find_header(response.headers, "Location");
  json.name("redirectURL").string(location ? *location : std::string());
  write_sizes(json, response.body.size());
  json.end_object();
}

void write_tls(JsonWriter& json, const TlsRecord& tls) {
  json.name("_tls").begin_object();
  json.name("version").string(tls.version);
  json.name("cipher").string(tls.cipher);
  json.name("verify_result").number(tls.verify_result);
  write_text(json, "verify_message", tls.verify_message);
  json.name("chain").begin_array();
  for (const std::string& der : tls.chain) json.string(encode_base64(der));
  json.end_array();
  json.end_object();
}

// HAR's timings are milliseconds, and -1 where a phase does not apply.
void write_timings(JsonWriter& json, const Timing& timing) {
  const auto phase = [&](const char* name, microseconds from, microseconds to) {
    json.name(name).milliseconds(std::max(to - from, microseconds(0)));
  };
  json.name("timings").begin_object();
  phase("connect", microseconds(0), timing.connected);
  phase("send", microseconds(0), microseconds(0));
  phase("wait", timing.connected, timing.first_byte);
  phase("receive", std::max(timing.first_byte, timing.connected), timing.total);
  json.end_object();

  json.name("_timing").begin_object();
  json.name("started_us")
      .number(std::chrono::duration_cast<microseconds>(timing.started.time_since_epoch()).count());
  json.name("total_us").number(timing.total.count());
  json.name("connected_us").number(timing.connected.count());
  json.name("first_byte_us").number(timing.first_byte.count());
  json.end_object();
}

// "127.0.0.1" of "127.0.0.1:443", "::1" of "[::1]:443".
std::string without_port(const std::string& address) {
  std::string host = address.substr(0, address.rfind(':'));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return host;
}

void write_earlier(JsonWriter& json, const char* name,
                   const std::vector<RecordedResponse>& responses) {
  if (responses.empty()) return;
  json.name(name).begin_array();
  for (const RecordedResponse& response : responses) write_response(json, response);
  json.end_array();
}

void write_entry(JsonWriter& json, const Exchange& exchange) {
  json.begin_object();
  json.name("startedDateTime").string(utc_to_milliseconds(exchange.timing.started));
  json.name("time").milliseconds(exchange.timing.total);
  write_request(json, exchange.request,
                exchange.response ? version_text(*exchange.response) : std::string());
  json.name("response");
  write_response(json, exchange.response ? *exchange.response : RecordedResponse());
  json.name("cache").begin_object();
  json.end_object();
  write_timings(json, exchange.timing);
  if (!exchange.remote_address.empty()) {
    json.name("serverIPAddress").string(without_port(exchange.remote_address));
  }
  json.name("_remote_address").string(exchange.remote_address);
  json.name("_label").string(exchange.label);
  json.name("_answered").boolean(exchange.response.has_value());
  write_earlier(json, "_redirects", exchange.redirects);
  write_earlier(json, "_busy", exchange.busy);
  if (exchange.failure) {
    json.name("_failure").begin_object();
    json.name("kind").string(to_string(exchange.failure->kind));
    write_text(json, "message", exchange.failure->message);
    json.end_object();
  }
  if (exchange.tls) write_tls(json, *exchange.tls);
  json.end_object();
}

}  // namespace

void write_har(const std::string& target, const Evidence& evidence,
               std::string_view harness_version, std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.name("log").begin_object();
  json.name("version").string("1.2");
  json.name("creator").begin_object();
  json.name("name").string("s2sconform");
  json.name("version").string(harness_version);
  json.end_object();
  json.name("_target").string(target);
  json.name("pages").begin_array();
  json.end_array();
  json.name("entries").begin_array();
  for (const auto& [label, exchange] : evidence.exchanges) write_entry(json, exchange);
  json.end_array();
  json.name("_facts").begin_array();
  for (const auto& [label, text] : evidence.facts) {
    json.begin_object();
    json.name("label").string(label);
    write_text(json, "text", text);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_object();
}

}  // namespace s2sconform
