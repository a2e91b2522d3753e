#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <future>
#include <map>
#include <memory>
#include <set>

#include "harness/base/utc_text.h"
#include "harness/commands/diagnosis.h"
#include "harness/evidence/server_clock.h"
#include "harness/http/url.h"
#include "harness/run/probe_each.h"
#include "harness/x509/certificate.h"

namespace s2sconform {
namespace {

constexpr std::string_view document_label = "doctor.metadata";
// Within which the products take a token's dates (their leeway is five minutes).
constexpr std::chrono::minutes tolerated_offset{5};
constexpr std::chrono::seconds noted_offset{30};
constexpr std::size_t lookups_at_once = 16;

// Of each name that is asked for: its addresses, or what went wrong.
struct Lookup {
  std::vector<std::string> addresses;
  std::string problem;
};

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Lookup look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int status = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  const AddressList list(found, &::freeaddrinfo);
  Lookup lookup;
  if (status != 0) {
    lookup.problem = ::gai_strerror(status);
    return lookup;
  }
  for (const addrinfo* entry = list.get(); entry; entry = entry->ai_next) {
    char text[NI_MAXHOST] = "";
    ::getnameinfo(entry->ai_addr, entry->ai_addrlen, text, sizeof(text), nullptr, 0,
                  NI_NUMERICHOST);
    lookup.addresses.emplace_back(text);
  }
  return lookup;
}

std::map<std::string, Lookup> look_up_all(const std::set<std::string>& hosts) {
  std::map<std::string, Lookup> found;
  std::vector<std::pair<std::string, std::future<Lookup>>> running;
  const auto finish = [&] {
    for (auto& [host, lookup] : running) found.emplace(host, lookup.get());
    running.clear();
  };
  for (const std::string& host : hosts) {
    running.emplace_back(host, std::async(std::launch::async, look_up, host));
    if (running.size() == lookups_at_once) finish();
  }
  finish();
  return found;
}

// A connection that a run of the target makes: the host that is meant, and the name that is looked
// up for it.
struct Way {
  std::string host;
  unsigned port = 0;
  std::string looked_up;
  std::string by;  // why it is another than the host; empty: it is the host

  std::string place() const { return host + ":" + std::to_string(port); }
};

std::vector<Way> ways_of(const Target& target) {
  std::vector<Way> ways;
  std::set<std::string> known;
  for (const auto& [name, url] : target.base_urls) {
    const auto parts = parse_url(url);
    if (!parts) continue;
    Way way{parts->host, parts->port, parts->host, ""};
    if (!known.insert(way.place()).second) continue;
    for (const ResolveEntry& entry : target.resolve) {
      if (entry.host != way.host || entry.port != way.port) continue;
      way.looked_up = entry.address;
      way.by = "'resolve'";
    }
    if (target.proxy) {
      const auto proxy = parse_url(target.proxy->url);
      way.looked_up = proxy ? proxy->host : target.proxy->url;
      way.by = "'proxy'";
    }
    ways.push_back(way);
  }
  return ways;
}

Diagnosis diagnose_name(const Way& way, const Lookup& lookup) {
  Diagnosis diagnosis{"DNS", way.host, Health::right, "", ""};
  const std::string via = way.by.empty() ? "" : ", by " + way.by + ": " + way.looked_up;
  if (!lookup.problem.empty()) {
    diagnosis.health = Health::wrong;
    diagnosis.found = "'" + way.looked_up + "' has no address: " + lookup.problem + via;
    diagnosis.remedy = way.by.empty()
                           ? "correct base_urls, or the DNS of this machine, or name the "
                             "address in 'resolve'"
                           : "correct " + way.by;
    return diagnosis;
  }
  std::set<std::string> addresses(lookup.addresses.begin(), lookup.addresses.end());
  for (const std::string& address : addresses) {
    diagnosis.found += (diagnosis.found.empty() ? "" : ", ") + address;
  }
  diagnosis.found += via;
  return diagnosis;
}

std::string remedy_of(const Failure& failure, bool through_proxy) {
  switch (failure.kind) {
    case FailureKind::resolve:
      return "see DNS above";
    case FailureKind::connect:
      return through_proxy ? "ask whether the proxy runs and lets this machine through"
                           : "start the server, correct the port, open the firewall between, or "
                             "name the proxy that is needed";
    case FailureKind::deadline:
      return "ask whether a firewall drops what is sent there, or allow more time "
             "(request_deadline_ms)";
    case FailureKind::tls:
      return "see which TLS versions the server has; tls_minimum is the lowest that is offered";
    default:
      return "look at what answers there: it may be no web server of the product";
  }
}

Diagnosis diagnose_certificate(const Way& way, const TlsRecord& tls) {
  Diagnosis diagnosis{"certificate", way.place(), Health::right, "", ""};
  const auto leaf =
      tls.chain.empty()
          ? tl::expected<Certificate, std::string>(tl::unexpected(std::string("none was sent")))
          : parse_certificate(tls.chain.front());
  const auto now = std::chrono::system_clock::now();
  const auto wrong = [&](std::string found, std::string remedy) {
    diagnosis.health = Health::wrong;
    diagnosis.found = std::move(found);
    diagnosis.remedy = std::move(remedy);
    return diagnosis;
  };
  if (!leaf) return wrong("cannot be read: " + leaf.error(), "have the server send another");
  if (tls.verify_result != 0) {
    return wrong("is not trusted: " + tls.verify_message,
                 "name the certification authority's certificate in ca_file, or have the server "
                 "send its whole chain; tokens are sent to nobody else");
  }
  if (!names_host(*leaf, way.host, false)) {
    return wrong("is not for '" + way.host + "' but for '" + leaf->subject + "'",
                 "have the server use a certificate with that name, or correct base_urls");
  }
  if (now < leaf->not_before || now > leaf->not_after) {
    return wrong("is valid from " + utc_to_seconds(leaf->not_before) + " to " +
                     utc_to_seconds(leaf->not_after),
                 "have it renewed, or set the clock of this machine");
  }
  diagnosis.found = "is trusted, valid to " + utc_to_seconds(leaf->not_after);
  return diagnosis;
}

// TCP, TLS and certificate, as far as the connection came.
void diagnose_connection(const Way& way, const Exchange& exchange, Diagnoses& found) {
  const bool through_proxy = way.by == "'proxy'";
  const bool connected = !exchange.remote_address.empty() || exchange.tls || exchange.response;
  const bool broken_before_tls = exchange.failure && !connected;
  if (broken_before_tls) {
    found.push_back({"TCP", way.place(), Health::wrong, exchange.failure->message,
                     remedy_of(*exchange.failure, through_proxy)});
    return;
  }
  found.push_back(
      {"TCP", way.place(), Health::right, "connected to " + exchange.remote_address, ""});
  if (!exchange.tls) {
    found.push_back({"TLS", way.place(), Health::wrong,
                     exchange.failure ? exchange.failure->message : "no TLS connection was made",
                     exchange.failure ? remedy_of(*exchange.failure, through_proxy) : ""});
    return;
  }
  found.push_back(
      {"TLS", way.place(), Health::right, exchange.tls->version + ", " + exchange.tls->cipher, ""});
  found.push_back(diagnose_certificate(way, *exchange.tls));
}

void diagnose_document(const Exchange& exchange, const ProductVersion& product, Diagnoses& found) {
  if (!exchange.tls) return;  // said already
  Diagnosis diagnosis{"metadata", exchange.request.url, Health::right, "", ""};
  if (!exchange.complete()) {
    diagnosis.health = Health::wrong;
    diagnosis.found = exchange.failure ? exchange.failure->message : "no answer came";
    diagnosis.remedy = exchange.failure ? remedy_of(*exchange.failure, false) : "";
  } else {
    diagnosis.found = "answers with status " + std::to_string(exchange.response->status);
    if (exchange.response->status != 200) {
      const std::string_view remedy = product.product->remedies.publish_metadata;
      diagnosis.health = Health::wrong;
      diagnosis.remedy = remedy.empty()
                             ? "correct base_urls, or publish the metadata document there"
                             : std::string(remedy);
    }
  }
  found.push_back(diagnosis);
}

void diagnose_clock_of_server(const Evidence& evidence, const Way& way, Diagnoses& found) {
  const auto offset = server_clock_offset(evidence);
  if (!offset) return;
  const auto distance = std::chrono::abs(*offset);
  Diagnosis diagnosis{"clock", way.place(), Health::right,
                      "the server's clock is " + seconds_text(distance) + " s " +
                          (offset->count() < 0 ? "behind" : "ahead of") + " this machine's",
                      ""};
  if (distance > tolerated_offset)
    diagnosis.health = Health::wrong;
  else if (distance > noted_offset)
    diagnosis.health = Health::note;
  if (diagnosis.health != Health::right) {
    diagnosis.remedy =
        "set both by NTP: tokens are refused when the clocks are five minutes and more apart";
  }
  found.push_back(diagnosis);
}

Diagnosis proxy_in_force(const Target& target) {
  // Without the user and the password.
  return {"proxy", "", Health::right,
          target.proxy ? "all requests go through " + target.proxy->url : "none", ""};
}

std::string label_of(const Way& way) { return "doctor." + way.place(); }

// The whole of what is sent: a GET for the metadata document, and a handshake with each other host.
Task<> look(ProbeContext& context) {
  Request document;
  document.label = document_label;
  document.url = context.base_url("metadata") + std::string(context.product().metadata_path);
  document.without_secrets = true;
  document.follow_redirects = false;
  co_await context.send(std::move(document));
  for (const Way& way : ways_of(context.target())) {
    Request handshake;
    handshake.label = label_of(way);
    handshake.url = "https://" +
                    (way.host.find(':') == std::string::npos ? way.host : "[" + way.host + "]") +
                    ":" + std::to_string(way.port) + "/";
    handshake.without_secrets = true;
    handshake.handshake_only = TlsOffer{context.target().tls_minimum, TlsVersion::tls_1_3, ""};
    co_await context.send(std::move(handshake));
  }
}

Diagnoses diagnose(const Peer& peer, const Evidence& evidence,
                   const std::map<std::string, Lookup>& lookups) {
  Diagnoses found{proxy_in_force(*peer.target)};
  const std::vector<Way> ways = ways_of(*peer.target);
  for (const Way& way : ways) {
    found.push_back(diagnose_name(way, lookups.at(way.looked_up)));
    if (const Exchange* exchange = evidence.find(label_of(way))) {
      diagnose_connection(way, *exchange, found);
    }
  }
  const Exchange* document = evidence.find(document_label);
  if (document) diagnose_document(*document, peer.product, found);
  if (!ways.empty()) diagnose_clock_of_server(evidence, ways.front(), found);
  return found;
}

}  // namespace

Expected<std::vector<DiagnosedTarget>> diagnose_targets(const std::vector<Peer>& peers,
                                                        int stop_descriptor) {
  const auto seen = probe_each(peers, stop_descriptor, &look);
  if (!seen) return Unexpected(seen.error());
  std::set<std::string> hosts;
  for (const Peer& peer : peers) {
    for (const Way& way : ways_of(*peer.target)) hosts.insert(way.looked_up);
  }
  const std::map<std::string, Lookup> lookups = look_up_all(hosts);
  std::vector<DiagnosedTarget> diagnosed;
  for (std::size_t index = 0; index < peers.size(); ++index) {
    diagnosed.push_back({peers[index].target,
                         diagnose(peers[index], (*seen)[index].evidence, lookups),
                         (*seen)[index].interrupted});
  }
  return diagnosed;
}

}  // namespace s2sconform
