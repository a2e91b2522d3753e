// A URL that a server redirects to, against the one that it came from: nothing is taken for the
// same origin that is another.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "harness/http/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string base = "https://mail.litwareinc.com/EWS/Exchange.asmx";
  if (const auto url = s2sconform::parse_url(text)) {
    if (url->scheme != "https" && url->scheme != "http") std::abort();
    if (url->host.empty() || url->port > 65535) std::abort();
    if (url->host.find_first_of(std::string("/?#@ \r\n\0", 8)) != std::string::npos) std::abort();
    if (!url->path.starts_with('/')) std::abort();
  }
  if (const auto resolved = s2sconform::resolve_url(base, text)) {
    // What it was resolved to says the same when it is resolved again.
    if (s2sconform::resolve_url(base, *resolved) != resolved) std::abort();
    const auto target = s2sconform::parse_url(*resolved);
    if (target && s2sconform::parse_url(base)->same_origin(*target) &&
        !resolved->starts_with("https://")) {
      std::abort();
    }
  }
  return 0;
}
