#include "harness/http/url.h"

#include <curl/curl.h>

#include <charconv>
#include <memory>

#include "harness/base/ascii.h"

namespace s2sconform {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(text, &curl_free);
  return text;
}

// curl reads a URL as far as a NUL: what stands behind it would be seen by nobody but who shows it.
bool has_nul(std::string_view text) { return text.find('\0') != text.npos; }

}  // namespace

std::optional<UrlParts> parse_url(std::string_view url) {
  if (has_nul(url)) return std::nullopt;
  const Handle handle(curl_url(), &curl_url_cleanup);
  if (curl_url_set(handle.get(), CURLUPART_URL, std::string(url).c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  UrlParts parts;
  parts.scheme = lower_case(part(handle.get(), CURLUPART_SCHEME));
  if (parts.scheme != "https" && parts.scheme != "http") return std::nullopt;
  parts.host = lower_case(part(handle.get(), CURLUPART_HOST));
  if (parts.host.size() > 1 && parts.host.front() == '[') {
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  }
  const std::string port = part(handle.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), parts.port);
  parts.path = part(handle.get(), CURLUPART_PATH);
  return parts;
}

std::optional<std::string> resolve_url(std::string_view base, std::string_view reference) {
  if (has_nul(base) || has_nul(reference)) return std::nullopt;
  const Handle handle(curl_url(), &curl_url_cleanup);
  if (curl_url_set(handle.get(), CURLUPART_URL, std::string(base).c_str(), 0) != CURLUE_OK ||
      curl_url_set(handle.get(), CURLUPART_URL, std::string(reference).c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  return part(handle.get(), CURLUPART_URL);
}

}  // namespace s2sconform
