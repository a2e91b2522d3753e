#include "harness/targets/host_reader.h"

#include "harness/http/host_name.h"

namespace s2sconform {
namespace {

std::string value_or_report(const tl::expected<std::string, std::string>& ascii,
                            const LocatedJson& value, ErrorSink& errors) {
  if (ascii) return *ascii;
  errors.report(value.position,
                "the host name of '" + value.text + "' is not one of the DNS: " + ascii.error(),
                "write it as browsers show it, or in ASCII: xn--…");
  return value.text;
}

}  // namespace

std::string read_host(const LocatedJson& value, ErrorSink& errors) {
  return value_or_report(host_in_ascii(value.text), value, errors);
}

std::string read_host_pattern(const LocatedJson& value, ErrorSink& errors) {
  constexpr std::string_view below = "*.";
  const std::string_view text = value.text;
  if (!text.starts_with(below)) return read_host(value, errors);
  const auto ascii = host_in_ascii(text.substr(below.size()));
  return value_or_report(ascii.map([&](const std::string& host) { return "*." + host; }), value,
                         errors);
}

std::string read_url(const LocatedJson& value, ErrorSink& errors) {
  // What stands before an '@' may be a password: the URL is refused without being shown.
  if (value.text.find('@') != std::string::npos) return value.text;
  return value_or_report(url_in_ascii(value.text), value, errors);
}

}  // namespace s2sconform
