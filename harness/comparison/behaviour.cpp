#include "harness/comparison/behaviour.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "harness/base/ascii.h"
#include "harness/base/base64.h"
#include "harness/base/date.h"
#include "harness/base/sha256.h"
#include "harness/base/utf8.h"
#include "harness/base/volatile_text.h"
#include "harness/http/challenge.h"
#include "harness/json/strict_json.h"
#include "harness/x509/certificate.h"
#include "harness/xml/xml_answer.h"

namespace s2sconform {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t most_values = 400;
constexpr std::size_t longest_value = 200;
constexpr std::size_t longest_name = 300;

// `text` itself, or what tells it from another that is as long.
std::string shortened(std::string text, std::size_t longest) {
  if (text.size() <= longest) return text;
  return std::to_string(text.size()) + " bytes, SHA-256 " + sha256_of(text).substr(0, 16);
}

// Of the message and not of the server, or shown in another way.
constexpr std::array<std::string_view, 9> passed_over{
    "date",       "content-length",   "connection", "keep-alive", "transfer-encoding",
    "set-cookie", "www-authenticate", "age",        "expires"};

class Collector {
 public:
  void add(const std::string& name, std::string_view value) {
    if (is_full()) return;
    add_as_it_is(name, shortened(without_volatile(valid_utf8(value)), longest_value));
  }

  // What was said to be so, without a look for what changes from run to run.
  void add_as_it_is(const std::string& name, std::string value) {
    if (!is_full()) values_.insert_or_assign(shortened(name, longest_name), std::move(value));
  }

  void add_json(const std::string& name, const ordered_json& value) {
    if (value.is_object() || value.is_array()) {
      std::size_t index = 0;
      for (const auto& [key, member] : value.items()) {
        if (is_full()) return;
        const std::string own = value.is_array() ? std::to_string(index) : key;
        add_json(shortened(name + "/" + own, longest_name), member);
        ++index;
      }
      if (value.empty()) add(name, value.dump());
      return;
    }
    if (!value.is_string()) {
      add(name, value.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
      return;
    }
    const std::string& text = value.get_ref<const std::string&>();
    if (add_token(text)) return;
    // A key or a certificate: another one is a change.
    constexpr std::size_t shortest_key = 100;
    if (text.size() >= shortest_key && decode_base64(text)) {
      add_as_it_is(name, "base64 of " + std::to_string(text.size()) + " characters, SHA-256 " +
                             sha256_of(text).substr(0, 16));
    } else {
      add(name, text);
    }
  }

  void add_xml(const std::string& name, const XmlElement& element) {
    const std::vector<XmlElement> children = element.children();
    if (children.empty()) {
      add(name, element.text());
      return;
    }
    std::map<std::string, unsigned> seen;
    for (const XmlElement& child : children) {
      if (is_full()) return;
      std::string path = shortened(name + "/" + std::string(child.name()), longest_name);
      if (const unsigned before = seen[path]++; before > 0) {
        path += "[" + std::to_string(before + 1) + "]";
      }
      add_xml(path, child);
    }
  }

  // A compact JWS whose signature was redacted; true when it is one.
  bool add_token(std::string_view text) {
    const std::size_t first = text.find('.');
    const std::size_t second = first == text.npos ? first : text.find('.', first + 1);
    if (!text.starts_with("ey") || second == text.npos) return false;
    const auto header = parsed(text.substr(0, first));
    const auto claims = parsed(text.substr(first + 1, second - first - 1));
    if (!header || !claims) return false;
    for (const auto& [name, value] : header->items()) add_json("token header " + name, value);
    for (const auto& [name, value] : claims->items()) add_json("claim " + name, value);
    return true;
  }

  void add_body(const RecordedResponse& response) {
    const std::string* type = find_header(response.headers, "Content-Type");
    if (response.body.empty()) return;
    ordered_json document;
    const JsonFacts facts = parse_strict_json(response.body, document);
    if (facts.valid && (document.is_object() || document.is_array())) {
      add_json("body ", document);
    } else if (const std::optional<XmlAnswer> xml = XmlAnswer::parse(response.body)) {
      add_xml("body /" + std::string(xml->root().name()), xml->root());
    } else {
      add("body type", type ? *type : "none");
    }
  }

  Behaviour take() { return std::move(values_); }

 private:
  // Then nothing more is looked at: what a server sends may be long in a way that takes time.
  bool is_full() const { return values_.size() >= most_values; }

  static std::optional<ordered_json> parsed(std::string_view segment) {
    const auto text = decode_base64url(segment);
    ordered_json document;
    if (!text || !parse_strict_json(*text, document).valid || !document.is_object()) {
      return std::nullopt;
    }
    return document;
  }

  Behaviour values_;
};

void add_headers(const Headers& headers, Collector& collector) {
  std::map<std::string, std::string> joined;
  for (const Header& header : headers) {
    const std::string name = lower_case(valid_utf8(header.name));
    if (name == "set-cookie") {
      const std::size_t end = std::min(header.value.find('='), header.value.size());
      const std::size_t attributes = std::min(header.value.find(';'), header.value.size());
      collector.add("cookie " + valid_utf8(header.value.substr(0, end)),
                    header.value.substr(attributes));
    }
    if (std::find(passed_over.begin(), passed_over.end(), name) != passed_over.end()) continue;
    std::string& all = joined[name];
    all += (all.empty() ? "" : ", ") + header.value;
  }
  for (const auto& [name, value] : joined) {
    collector.add("header " + name, name == "etag" ? "an entity tag" : value);
  }
  const ParsedChallenges challenges = parse_challenges(header_values(headers, "WWW-Authenticate"));
  for (const Challenge& challenge : challenges.challenges) {
    const std::string name = "challenge " + valid_utf8(challenge.scheme);
    if (challenge.parameters.empty()) collector.add(name, "offered");
    for (const auto& [parameter, value] : challenge.parameters) {
      collector.add(name + " " + valid_utf8(parameter), value);
    }
  }
}

void add_tls(const TlsRecord& tls, Collector& collector) {
  collector.add("TLS version", tls.version);
  collector.add("TLS cipher", tls.cipher);
  collector.add("certificate verification",
                tls.verify_result == 0 ? "verified" : tls.verify_message);
  collector.add("certificate chain", std::to_string(tls.chain.size()) + " certificates");
  if (tls.chain.empty()) return;
  const auto leaf = parse_certificate(tls.chain.front());
  if (!leaf) {
    collector.add("certificate", "cannot be read: " + leaf.error());
    return;
  }
  collector.add_as_it_is("certificate subject", valid_utf8(leaf->subject));
  collector.add_as_it_is("certificate issuer", valid_utf8(leaf->issuer));
  collector.add_as_it_is("certificate key", std::to_string(leaf->key_bits) + " bits");
  collector.add_as_it_is("certificate signature", leaf->signature_algorithm);
  collector.add_as_it_is("certificate valid until", date_text(leaf->not_after));
  collector.add_as_it_is("certificate SHA-256", sha256_of(tls.chain.front()));
  std::string names;
  for (const std::string& name : leaf->dns_names) names += (names.empty() ? "" : ", ") + name;
  collector.add_as_it_is("certificate names", valid_utf8(names));
}

}  // namespace

Behaviour behaviour_of(const Exchange& exchange) {
  Collector collector;
  if (exchange.failure) collector.add("failure", to_string(exchange.failure->kind));
  if (exchange.tls) add_tls(*exchange.tls, collector);
  for (std::size_t index = 0; index < exchange.redirects.size(); ++index) {
    const RecordedResponse& redirect = exchange.redirects[index];
    const std::string* location = find_header(redirect.headers, "Location");
    collector.add("redirect " + std::to_string(index + 1),
                  std::to_string(redirect.status) + (location ? " to " + *location : ""));
  }
  if (exchange.response) {
    collector.add("status", std::to_string(exchange.response->status));
    collector.add("HTTP version", exchange.response->http_version);
    add_headers(exchange.response->headers, collector);
    collector.add_body(*exchange.response);
  }
  return collector.take();
}

Behaviour behaviour_of_fact(const std::string& text) {
  Collector collector;
  ordered_json document;
  if (parse_strict_json(text, document).valid && document.is_object()) {
    for (const auto& [name, value] : document.items()) collector.add_json("claim " + name, value);
  } else {
    collector.add_token(text);
  }
  return collector.take();
}

}  // namespace s2sconform
