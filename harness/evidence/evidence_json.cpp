#include "harness/evidence/evidence_json.h"

#include <chrono>

#include "harness/base/base64.h"
#include "harness/base/json_writer.h"
#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

// Text as it is, or what is not UTF-8 as {"base64": …}.
void write_text(JsonWriter& json, const std::string& text) {
  if (is_utf8(text)) {
    json.string(text);
    return;
  }
  json.begin_object();
  json.name("base64").string(encode_base64(text));
  json.end_object();
}

void write_headers(JsonWriter& json, const Headers& headers) {
  json.begin_array();
  for (const Header& header : headers) {
    json.begin_array();
    write_text(json, header.name);
    write_text(json, header.value);
    json.end_array();
  }
  json.end_array();
}

void write_response(JsonWriter& json, const RecordedResponse& response) {
  json.begin_object();
  json.name("status").number(response.status);
  write_text(json.name("http_version"), response.http_version);
  write_headers(json.name("headers"), response.headers);
  write_text(json.name("body"), response.body);
  json.end_object();
}

void write_request(JsonWriter& json, const RecordedRequest& request) {
  json.begin_object();
  json.name("method").string(request.method);
  write_text(json.name("url"), request.url);
  write_headers(json.name("headers"), request.headers);
  write_text(json.name("body"), request.body);
  json.end_object();
}

void write_tls(JsonWriter& json, const TlsRecord& tls) {
  json.begin_object();
  json.name("version").string(tls.version);
  json.name("cipher").string(tls.cipher);
  json.name("verify_result").number(tls.verify_result);
  json.name("verify_message").string(tls.verify_message);
  json.name("chain").begin_array();
  for (const std::string& der : tls.chain) json.string(encode_base64(der));
  json.end_array();
  json.end_object();
}

void write_timing(JsonWriter& json, const Timing& timing) {
  const auto started =
      std::chrono::duration_cast<std::chrono::microseconds>(timing.started.time_since_epoch());
  json.begin_object();
  json.name("started_unix_us").number(started.count());
  json.name("total_us").number(timing.total.count());
  json.name("connected_us").number(timing.connected.count());
  json.name("first_byte_us").number(timing.first_byte.count());
  json.end_object();
}

void write_exchange(JsonWriter& json, const std::string& target, const Exchange& exchange) {
  json.begin_object();
  json.name("target").string(target);
  json.name("label").string(exchange.label);
  write_request(json.name("request"), exchange.request);
  if (!exchange.redirects.empty()) {
    json.name("redirects").begin_array();
    for (const RecordedResponse& redirect : exchange.redirects) write_response(json, redirect);
    json.end_array();
  }
  if (exchange.response) write_response(json.name("response"), *exchange.response);
  if (exchange.failure) {
    json.name("failure").begin_object();
    json.name("kind").string(to_string(exchange.failure->kind));
    json.name("message").string(exchange.failure->message);
    json.end_object();
  }
  if (exchange.tls) write_tls(json.name("tls"), *exchange.tls);
  json.name("remote_address").string(exchange.remote_address);
  write_timing(json.name("timing"), exchange.timing);
  json.end_object();
}

}  // namespace

void write_evidence(const std::string& target, const Evidence& evidence, std::ostream& out) {
  JsonWriter json(out, JsonWriter::Layout::lines);
  for (const auto& [label, exchange] : evidence.exchanges) write_exchange(json, target, exchange);
  for (const auto& [label, text] : evidence.facts) {
    json.begin_object();
    json.name("target").string(target);
    json.name("fact").string(label);
    write_text(json.name("text"), text);
    json.end_object();
  }
}

}  // namespace s2sconform
