#include "harness/evidence/evidence_json.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "harness/base/base64.h"
#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

using Json = nlohmann::ordered_json;

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!character.valid) return false;
    text.remove_prefix(character.length);
  }
  return true;
}

// Text as it is, or what is not UTF-8 as {"base64": …}.
Json text_or_base64(const std::string& text) {
  return is_utf8(text) ? Json(text) : Json{{"base64", encode_base64(text)}};
}

Json headers_json(const Headers& headers) {
  Json list = Json::array();
  for (const Header& header : headers) {
    list.push_back(Json::array({text_or_base64(header.name), text_or_base64(header.value)}));
  }
  return list;
}

Json response_json(const RecordedResponse& response) {
  return {{"status", response.status},
          {"http_version", text_or_base64(response.http_version)},
          {"headers", headers_json(response.headers)},
          {"body", text_or_base64(response.body)}};
}

Json exchange_json(const std::string& target, const Exchange& exchange) {
  Json json{{"target", target}, {"label", exchange.label}};
  json["request"] = {{"method", exchange.request.method},
                     {"url", text_or_base64(exchange.request.url)},
                     {"headers", headers_json(exchange.request.headers)},
                     {"body", text_or_base64(exchange.request.body)}};
  if (!exchange.redirects.empty()) {
    for (const RecordedResponse& redirect : exchange.redirects) {
      json["redirects"].push_back(response_json(redirect));
    }
  }
  if (exchange.response) json["response"] = response_json(*exchange.response);
  if (exchange.failure) {
    json["failure"] = {{"kind", to_string(exchange.failure->kind)},
                       {"message", text_or_base64(exchange.failure->message)}};
  }
  if (exchange.tls) {
    Json chain = Json::array();
    for (const std::string& der : exchange.tls->chain) chain.push_back(encode_base64(der));
    json["tls"] = {{"version", exchange.tls->version},
                   {"cipher", exchange.tls->cipher},
                   {"verify_result", exchange.tls->verify_result},
                   {"verify_message", text_or_base64(exchange.tls->verify_message)},
                   {"chain", std::move(chain)}};
  }
  json["remote_address"] = exchange.remote_address;
  const auto started = std::chrono::duration_cast<std::chrono::microseconds>(
      exchange.timing.started.time_since_epoch());
  json["timing"] = {{"started_unix_us", started.count()},
                    {"total_us", exchange.timing.total.count()},
                    {"connected_us", exchange.timing.connected.count()},
                    {"first_byte_us", exchange.timing.first_byte.count()}};
  return json;
}

}  // namespace

void write_evidence(const std::string& target, const Evidence& evidence, std::ostream& out) {
  for (const auto& [label, exchange] : evidence.exchanges) {
    out << exchange_json(target, exchange).dump() << '\n';
  }
}

}  // namespace s2sconform
