#include "harness/http/host_name.h"

#include <idn2.h>

#include <algorithm>
#include <memory>

#include "harness/base/ascii.h"

namespace s2sconform {
namespace {

using Text = std::unique_ptr<char, decltype(&idn2_free)>;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_a_label(std::string_view host) {
  const std::string lower = lower_case(host);
  return lower.starts_with("xn--") || lower.find(".xn--") != lower.npos;
}

// An A-label must stand for something: "xn--a" does for nothing.
std::string problem_of_a_labels(const std::string& host) {
  char* text = nullptr;
  const int result = idn2_to_unicode_8z8z(host.c_str(), &text, IDN2_NONTRANSITIONAL);
  const Text owned(text, &idn2_free);
  if (result != IDN2_OK) return idn2_strerror(result);
  const auto back = host_in_ascii(owned.get());
  if (!back) return back.error();
  return equal_ignoring_case(*back, host) ? "" : "it is written '" + *back + "'";
}

}  // namespace

bool is_host_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
  });
}

tl::expected<std::string, std::string> host_in_ascii(std::string_view host) {
  const std::string name(host);
  if (name.find('\0') != name.npos) return tl::unexpected<std::string>("it holds a NUL");
  if (is_ascii(name)) {
    const std::string problem = has_a_label(name) ? problem_of_a_labels(name) : std::string();
    if (!problem.empty()) return tl::unexpected(problem);
    return name;
  }
  char* text = nullptr;
  const int result = idn2_to_ascii_8z(name.c_str(), &text, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const Text owned(text, &idn2_free);
  if (result != IDN2_OK) return tl::unexpected<std::string>(idn2_strerror(result));
  // A wide '/' or ':' has become a plain one. (With its rules of STD 3, libidn2 would leave it out
  // without a word.)
  const std::string ascii = owned.get();
  if (!is_host_name(ascii)) {
    return tl::unexpected<std::string>("it is written '" + ascii + "'");
  }
  return ascii;
}

tl::expected<std::string, std::string> url_in_ascii(std::string_view url) {
  constexpr std::string_view before_host = "://";
  const std::size_t scheme_end = url.find(before_host);
  if (scheme_end == url.npos) return std::string(url);
  const std::size_t begin = scheme_end + before_host.size();
  const std::size_t authority_end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::string_view authority = url.substr(begin, authority_end - begin);
  if (authority.starts_with('[')) return std::string(url);  // an IPv6 address is no name
  const std::string_view host = authority.substr(0, authority.rfind(':'));
  return host_in_ascii(host).map([&](const std::string& ascii) {
    return std::string(url.substr(0, begin)) + ascii + std::string(url.substr(begin + host.size()));
  });
}

}  // namespace s2sconform
