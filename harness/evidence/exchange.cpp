#include "harness/evidence/exchange.h"

#include "harness/base/ascii.h"

namespace s2sconform {

const std::string* find_header(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, name)) return &header.value;
  }
  return nullptr;
}

std::vector<std::string> header_values(const Headers& headers, std::string_view name) {
  std::vector<std::string> values;
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, name)) values.push_back(header.value);
  }
  return values;
}

std::string_view to_string(FailureKind kind) {
  switch (kind) {
    case FailureKind::resolve:
      return "host not found";
    case FailureKind::connect:
      return "no connection";
    case FailureKind::tls:
      return "TLS handshake failed";
    case FailureKind::certificate:
      return "certificate not verified";
    case FailureKind::deadline:
      return "deadline passed";
    case FailureKind::body_too_large:
      return "body too large";
    case FailureKind::header_too_large:
      return "header too large";
    case FailureKind::too_many_redirects:
      return "too many redirects";
    case FailureKind::forbidden_redirect:
      return "forbidden redirect";
    case FailureKind::protocol:
      return "protocol error";
    case FailureKind::interrupted:
      return "interrupted";
    case FailureKind::given_up:
      return "given-up";
    case FailureKind::harness:
      return "harness error";
  }
  return "";
}

const Exchange* Evidence::find(std::string_view label) const {
  const auto found = exchanges.find(label);
  return found == exchanges.end() ? nullptr : &found->second;
}

}  // namespace s2sconform
