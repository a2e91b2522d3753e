#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

#include "harness/base/base64.h"
#include "harness/base/json_members.h"
#include "harness/base/whole_number.h"
#include "harness/evidence/har.h"

namespace s2sconform {
namespace {

using std::chrono::microseconds;

std::string decoded(const std::string& text) {
  auto bytes = decode_base64(text);
  if (!bytes) throw std::invalid_argument("a value that is no base64: " + bytes.error());
  return std::move(*bytes);
}

// A member that may hold any bytes is readable under its name, and whole under another, which the
// two members are read from in either order.
void read_text(JsonReader& json, std::string& text) {
  if (text.empty()) {
    json.string(text);
  } else {
    json.skip();
  }
}

void read_bytes(JsonReader& json, std::string& text) {
  std::string base64;
  json.string(base64);
  text = decoded(base64);
}

constexpr std::array<Member<Header>, 4> header_members{
    {{"name", [](JsonReader& json, Header& header) { read_text(json, header.name); }},
     {"_name_base64", [](JsonReader& json, Header& header) { read_bytes(json, header.name); },
      false},
     {"value", [](JsonReader& json, Header& header) { read_text(json, header.value); }},
     {"_value_base64", [](JsonReader& json, Header& header) { read_bytes(json, header.value); },
      false}}};

void read_headers(JsonReader& json, Headers& headers) {
  json.begin_array();
  while (json.next_element()) read_members(json, header_members, headers.emplace_back());
}

constexpr std::array<Member<RecordedRequest>, 2> post_data_members{
    {{"text", [](JsonReader& json, RecordedRequest& request) { read_text(json, request.body); }},
     {"_text_base64",
      [](JsonReader& json, RecordedRequest& request) { read_bytes(json, request.body); }, false}}};

constexpr std::array<Member<RecordedRequest>, 5> request_members{
    {{"method", [](JsonReader& json, RecordedRequest& request) { json.string(request.method); }},
     {"url", [](JsonReader& json, RecordedRequest& request) { read_text(json, request.url); }},
     {"_url_base64",
      [](JsonReader& json, RecordedRequest& request) { read_bytes(json, request.url); }, false},
     {"headers",
      [](JsonReader& json, RecordedRequest& request) { read_headers(json, request.headers); }},
     {"postData",
      [](JsonReader& json, RecordedRequest& request) {
        read_members(json, post_data_members, request);
      },
      false}}};

struct Content {
  std::string text;
  std::string encoding;
};

constexpr std::array<Member<Content>, 2> content_members{
    {{"text", [](JsonReader& json, Content& content) { json.string(content.text); }},
     {"encoding", [](JsonReader& json, Content& content) { json.string(content.encoding); },
      false}}};

void read_content(JsonReader& json, RecordedResponse& response) {
  Content content;
  read_members(json, content_members, content);
  response.body = content.encoding == "base64" ? decoded(content.text) : std::move(content.text);
}

constexpr std::array<Member<RecordedResponse>, 5> response_members{
    {{"status",
      [](JsonReader& json, RecordedResponse& response) {
        response.status = static_cast<unsigned>(json.whole_number(0, UINT32_MAX));
      }},
     {"httpVersion",
      [](JsonReader& json, RecordedResponse& response) { read_text(json, response.http_version); }},
     {"_httpVersion_base64",
      [](JsonReader& json, RecordedResponse& response) { read_bytes(json, response.http_version); },
      false},
     {"headers",
      [](JsonReader& json, RecordedResponse& response) { read_headers(json, response.headers); }},
     {"content", read_content}}};

RecordedResponse read_response(JsonReader& json) {
  RecordedResponse response;
  read_members(json, response_members, response);
  constexpr std::string_view prefix = "HTTP/";
  if (response.http_version.starts_with(prefix)) response.http_version.erase(0, prefix.size());
  return response;
}

void read_responses(JsonReader& json, std::vector<RecordedResponse>& responses) {
  json.begin_array();
  while (json.next_element()) responses.push_back(read_response(json));
}

void read_failure_kind(JsonReader& json, Failure& failure) {
  std::string text;
  json.string(text);
  for (int number = 0; number <= static_cast<int>(FailureKind::harness); ++number) {
    failure.kind = static_cast<FailureKind>(number);
    if (to_string(failure.kind) == text) return;
  }
  throw std::invalid_argument("an unknown kind of failure");
}

constexpr std::array<Member<Failure>, 3> failure_members{
    {{"kind", read_failure_kind},
     {"message", [](JsonReader& json, Failure& failure) { read_text(json, failure.message); }},
     {"_message_base64",
      [](JsonReader& json, Failure& failure) { read_bytes(json, failure.message); }, false}}};

void read_chain(JsonReader& json, TlsRecord& tls) {
  json.begin_array();
  while (json.next_element()) read_bytes(json, tls.chain.emplace_back());
}

constexpr std::array<Member<TlsRecord>, 6> tls_members{
    {{"version", [](JsonReader& json, TlsRecord& tls) { json.string(tls.version); }},
     {"cipher", [](JsonReader& json, TlsRecord& tls) { json.string(tls.cipher); }},
     {"verify_result",
      [](JsonReader& json, TlsRecord& tls) {
        tls.verify_result = json.whole_number(INT32_MIN, INT32_MAX);
      }},
     {"verify_message",
      [](JsonReader& json, TlsRecord& tls) { read_text(json, tls.verify_message); }},
     {"_verify_message_base64",
      [](JsonReader& json, TlsRecord& tls) { read_bytes(json, tls.verify_message); }, false},
     {"chain", read_chain}}};

template <microseconds Timing::*phase>
void read_phase(JsonReader& json, Timing& timing) {
  timing.*phase = microseconds(json.whole_number(0, longest_duration.count()));
}

constexpr std::array<Member<Timing>, 4> timing_members{
    {{"started_us",
      [](JsonReader& json, Timing& timing) {
        timing.started = std::chrono::system_clock::time_point(
            microseconds(json.whole_number(0, latest_time.count())));
      }},
     {"total_us", read_phase<&Timing::total>},
     {"connected_us", read_phase<&Timing::connected>},
     {"first_byte_us", read_phase<&Timing::first_byte>}}};

struct Entry {
  Exchange exchange;
  bool answered = false;
};

constexpr std::array<Member<Entry>, 10> entry_members{
    {{"request", [](JsonReader& json,
                    Entry& entry) { read_members(json, request_members, entry.exchange.request); }},
     {"response",
      [](JsonReader& json, Entry& entry) { entry.exchange.response = read_response(json); }, false},
     {"_remote_address",
      [](JsonReader& json, Entry& entry) { json.string(entry.exchange.remote_address); }},
     {"_label", [](JsonReader& json, Entry& entry) { json.string(entry.exchange.label); }},
     {"_answered", [](JsonReader& json, Entry& entry) { entry.answered = json.boolean(); }},
     {"_redirects",
      [](JsonReader& json, Entry& entry) { read_responses(json, entry.exchange.redirects); },
      false},
     {"_busy", [](JsonReader& json, Entry& entry) { read_responses(json, entry.exchange.busy); },
      false},
     {"_failure",
      [](JsonReader& json, Entry& entry) {
        read_members(json, failure_members, entry.exchange.failure.emplace());
      },
      false},
     {"_tls",
      [](JsonReader& json, Entry& entry) {
        read_members(json, tls_members, entry.exchange.tls.emplace());
      },
      false},
     {"_timing", [](JsonReader& json, Entry& entry) {
        read_members(json, timing_members, entry.exchange.timing);
      }}}};

void read_entries(JsonReader& json, Evidence& evidence) {
  json.begin_array();
  while (json.next_element()) {
    Entry entry;
    read_members(json, entry_members, entry);
    if (entry.answered && !entry.exchange.response) {
      throw std::invalid_argument("'response' is missing");
    }
    if (!entry.answered) entry.exchange.response.reset();
    std::string label = entry.exchange.label;
    evidence.exchanges.insert_or_assign(std::move(label), std::move(entry.exchange));
  }
}

struct Fact {
  std::string label, text;
};

constexpr std::array<Member<Fact>, 3> fact_members{
    {{"label", [](JsonReader& json, Fact& fact) { json.string(fact.label); }},
     {"text", [](JsonReader& json, Fact& fact) { read_text(json, fact.text); }},
     {"_text_base64", [](JsonReader& json, Fact& fact) { read_bytes(json, fact.text); }, false}}};

void read_facts(JsonReader& json, Evidence& evidence) {
  json.begin_array();
  while (json.next_element()) {
    Fact fact;
    read_members(json, fact_members, fact);
    evidence.facts.insert_or_assign(std::move(fact.label), std::move(fact.text));
  }
}

constexpr std::array<Member<Evidence>, 2> log_members{
    {{"entries", read_entries}, {"_facts", read_facts}}};

constexpr std::array<Member<Evidence>, 1> archive_members{
    {{"log",
      [](JsonReader& json, Evidence& evidence) { read_members(json, log_members, evidence); }}}};

}  // namespace

Expected<Evidence> read_har(std::string_view text, const std::filesystem::path& file) {
  try {
    JsonReader json(text);
    Evidence evidence;
    read_members(json, archive_members, evidence);
    json.end();
    return evidence;
  } catch (const std::invalid_argument& exception) {
    return Unexpected(ConfigurationError{
        file.string(), std::string("is no archive of s2sconform: ") + exception.what(),
        "record the run again"});
  }
}

}  // namespace s2sconform
