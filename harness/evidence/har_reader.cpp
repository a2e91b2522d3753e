#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "harness/base/base64.h"
#include "harness/base/whole_number.h"
#include "harness/evidence/har.h"

namespace s2sconform {
namespace {

using nlohmann::json;

std::string decoded(const std::string& text) {
  auto bytes = decode_base64(text);
  if (!bytes) throw std::invalid_argument("a value that is no base64: " + bytes.error());
  return std::move(*bytes);
}

// What write_text has written.
std::string text_of(const json& object, const std::string& name) {
  const auto whole = object.find("_" + name + "_base64");
  if (whole != object.end()) return decoded(whole->get<std::string>());
  return object.at(name).get<std::string>();
}

Headers headers_of(const json& message) {
  Headers headers;
  for (const json& each : message.at("headers")) {
    headers.push_back({text_of(each, "name"), text_of(each, "value")});
  }
  return headers;
}

RecordedRequest request_of(const json& object) {
  RecordedRequest request;
  request.method = object.at("method").get<std::string>();
  request.url = text_of(object, "url");
  request.headers = headers_of(object);
  if (const auto data = object.find("postData"); data != object.end()) {
    request.body = text_of(*data, "text");
  }
  return request;
}

RecordedResponse response_of(const json& object) {
  RecordedResponse response;
  response.status = static_cast<unsigned>(whole_number(object.at("status"), 0, UINT32_MAX));
  response.http_version = text_of(object, "httpVersion");
  constexpr std::string_view prefix = "HTTP/";
  if (response.http_version.starts_with(prefix)) response.http_version.erase(0, prefix.size());
  response.headers = headers_of(object);
  const json& content = object.at("content");
  response.body = content.at("text").get<std::string>();
  if (content.value("encoding", "") == "base64") response.body = decoded(response.body);
  return response;
}

FailureKind failure_kind_of(const std::string& text) {
  for (int number = 0; number <= static_cast<int>(FailureKind::harness); ++number) {
    const auto kind = static_cast<FailureKind>(number);
    if (to_string(kind) == text) return kind;
  }
  throw std::invalid_argument("an unknown kind of failure");
}

TlsRecord tls_of(const json& object) {
  TlsRecord tls;
  tls.version = object.at("version").get<std::string>();
  tls.cipher = object.at("cipher").get<std::string>();
  tls.verify_result = whole_number(object.at("verify_result"), INT32_MIN, INT32_MAX);
  tls.verify_message = text_of(object, "verify_message");
  for (const json& der : object.at("chain")) tls.chain.push_back(decoded(der.get<std::string>()));
  return tls;
}

Timing timing_of(const json& object) {
  Timing timing;
  timing.started = time_of_microseconds(object.at("started_us"));
  timing.total = duration_of_microseconds(object.at("total_us"));
  timing.connected = duration_of_microseconds(object.at("connected_us"));
  timing.first_byte = duration_of_microseconds(object.at("first_byte_us"));
  return timing;
}

std::vector<RecordedResponse> earlier_responses(const json& entry, const char* name) {
  std::vector<RecordedResponse> responses;
  if (const auto found = entry.find(name); found != entry.end()) {
    for (const json& each : *found) responses.push_back(response_of(each));
  }
  return responses;
}

Exchange exchange_of(const json& entry) {
  Exchange exchange;
  exchange.label = entry.at("_label").get<std::string>();
  exchange.request = request_of(entry.at("request"));
  if (entry.at("_answered").get<bool>()) exchange.response = response_of(entry.at("response"));
  exchange.redirects = earlier_responses(entry, "_redirects");
  exchange.busy = earlier_responses(entry, "_busy");
  if (const auto failure = entry.find("_failure"); failure != entry.end()) {
    exchange.failure = Failure{failure_kind_of(failure->at("kind").get<std::string>()),
                               text_of(*failure, "message")};
  }
  if (const auto tls = entry.find("_tls"); tls != entry.end()) exchange.tls = tls_of(*tls);
  exchange.remote_address = entry.at("_remote_address").get<std::string>();
  exchange.timing = timing_of(entry.at("_timing"));
  return exchange;
}

}  // namespace

Expected<Evidence> read_har(std::string_view text, const std::filesystem::path& file) {
  std::string problem;
  try {
    const json document = json::parse(text);
    const json& log = document.at("log");
    Evidence evidence;
    for (const json& entry : log.at("entries")) {
      Exchange exchange = exchange_of(entry);
      std::string label = exchange.label;
      evidence.exchanges.insert_or_assign(std::move(label), std::move(exchange));
    }
    for (const json& fact : log.at("_facts")) {
      evidence.facts.insert_or_assign(fact.at("label").get<std::string>(), text_of(fact, "text"));
    }
    return evidence;
  } catch (const json::exception& exception) {
    problem = exception.what();
  } catch (const std::invalid_argument& exception) {
    problem = exception.what();
  }
  return Unexpected(ConfigurationError{file.string(), "is no archive of s2sconform: " + problem,
                                       "record the run again"});
}

}  // namespace s2sconform
