#include "reports/page_exchange.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "reports/report_text.h"
#include "reports/result_sentence.h"

namespace s2sconform {
namespace {

constexpr std::size_t longest_body = 4000;
constexpr std::size_t longest_shown = 4000;  // the whole is in the archive

void headers(const char* name, const Headers& headers, JsonWriter& json) {
  json.name(name).begin_array();
  for (const Header& header : headers) {
    json.begin_array();
    json.string(visible_excerpt(header.name, longest_shown));
    json.string(visible_excerpt(header.value, longest_shown));
    json.end_array();
  }
  json.end_array();
}

// Several lines, as they were sent.
std::string block(const std::string& body) {
  std::string text;
  std::string_view rest = std::string_view(body).substr(0, longest_body);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    text += visible_line(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!rest.empty()) text += '\n';
  }
  if (body.size() > longest_body) text += "… (" + std::to_string(body.size()) + " bytes)";
  return text;
}

void answer(const RecordedResponse& response, JsonWriter& json) {
  json.begin_object();
  json.name("status").number(response.status);
  json.name("version").string(visible_excerpt(response.http_version, longest_shown));
  headers("headers", response.headers, json);
  json.name("body").string(block(response.body));
  json.end_object();
}

}  // namespace

std::size_t page_bytes_of(const Exchange& exchange) {
  const std::size_t body = exchange.response ? exchange.response->body.size() : 0;
  return 1000 + std::min(body, longest_body) + std::min(exchange.request.body.size(), longest_body);
}

void write_page_exchange(const Exchange& exchange, JsonWriter& json) {
  json.begin_object();
  json.name("label").string(visible_excerpt(exchange.label, longest_shown));
  json.name("method").string(exchange.request.method);
  json.name("url").string(visible_excerpt(exchange.request.url, longest_shown));
  headers("request_headers", exchange.request.headers, json);
  json.name("request_body").string(block(exchange.request.body));
  json.name("answers").begin_array();
  for (const RecordedResponse& busy : exchange.busy) answer(busy, json);
  for (const RecordedResponse& redirect : exchange.redirects) answer(redirect, json);
  if (exchange.response) answer(*exchange.response, json);
  json.end_array();
  if (exchange.failure) {
    json.name("failure").string(std::string(to_string(exchange.failure->kind)) + ": " +
                                visible_excerpt(exchange.failure->message, longest_shown));
  }
  if (exchange.tls) {
    json.name("tls").string(exchange.tls->version + ", " + exchange.tls->cipher + ", " +
                            counted(exchange.tls->chain.size(), "certificate", "certificates"));
  }
  json.name("time").milliseconds(exchange.timing.total);
  json.name("address").string(exchange.remote_address);
  json.end_object();
}

}  // namespace s2sconform
