// What a server answered, as two runs of it are compared: any header, any body.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "harness/base/utf8.h"
#include "harness/comparison/behaviour.h"

// The first line is a header's name and value, the second another's, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string rest(reinterpret_cast<const char*>(data), size);
  s2sconform::RecordedResponse response{200, "1.1", {}, ""};
  for (int line = 0; line < 2; ++line) {
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) break;
    const std::string header = rest.substr(0, end);
    const std::size_t colon = header.find(':');
    if (colon != header.npos) {
      response.headers.push_back({header.substr(0, colon), header.substr(colon + 1)});
    }
    rest.erase(0, end + 1);
  }
  response.body = rest;
  s2sconform::Exchange exchange;
  exchange.redirects.push_back(response);
  exchange.tls = s2sconform::TlsRecord{"TLSv1.2", "any", {rest}, 0, ""};
  exchange.response = response;
  const s2sconform::Behaviour behaviour = s2sconform::behaviour_of(exchange);
  if (behaviour.size() > 400 || behaviour != s2sconform::behaviour_of(exchange)) std::abort();
  for (const auto& [what, value] : behaviour) {
    if (!s2sconform::is_utf8(what) || !s2sconform::is_utf8(value)) std::abort();
  }
  if (s2sconform::behaviour_of_fact(rest).size() > 400) std::abort();
  return 0;
}
