#include "harness/targets/header_reader.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "harness/base/ascii.h"

namespace s2sconform {
namespace {

// RFC 9110 section 5.6.2.
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || is_digit(c) || marks.find(c) != marks.npos;
  });
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view other) { return equal_ignoring_case(name, other); });
}

void check_name(const LocatedMember& member, ErrorSink& errors) {
  if (!is_token(member.name)) {
    errors.report(member.position, "'" + member.name + "' is no header name",
                  "use letters, digits and '-'");
  } else if (is_one_of(member.name,
                       {"Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect"})) {
    errors.report(member.position, "the header " + member.name + " belongs to the harness",
                  "remove it");
  }
}

}  // namespace

std::vector<ConfiguredHeader> read_headers(const LocatedJson& headers, const ReadContext& context) {
  std::vector<ConfiguredHeader> read;
  const ObjectReader duplicates(headers, nullptr, context.errors);
  for (const LocatedMember& member : headers.members) {
    check_name(member, context.errors);
    const LocatedJson& value = member.value;
    if (value.kind == LocatedJson::Kind::object) {
      if (auto secret = read_secret(value, context)) {
        read.push_back({member.name, std::move(*secret)});
      }
    } else if (is_one_of(member.name, {"Authorization", "Proxy-Authorization", "Cookie"})) {
      context.errors.report(value.position, "the value of " + member.name + " is a secret",
                            how_to_name_a_secret);
    } else if (value.kind != LocatedJson::Kind::string) {
      context.errors.report(
          value.position,
          "expected a string or the name of a secret, got " + std::string(to_string(value.kind)),
          how_to_name_a_secret);
    } else if (breaks_line(value.text)) {
      context.errors.report(value.position, "the header's value holds a line break or a NUL",
                            "write it in one line");
    } else {
      read.push_back({member.name, value.text});
    }
  }
  return read;
}

}  // namespace s2sconform
