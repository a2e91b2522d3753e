// Answers of the web services for mailboxes and of Autodiscover, in both dialects.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "harness/autodiscover/autodiscover.h"
#include "harness/ews/answers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto answer = s2sconform::ews::read_answer(text)) {
    const bool says_both = answer->fault && answer->succeeded();
    if (says_both || answer->items().size() > size) std::abort();
  }
  if (const auto answer = s2sconform::autodiscover::read_soap_answer(text)) {
    if (answer->users.size() > size) std::abort();
  }
  if (const auto answer = s2sconform::autodiscover::read_pox_answer(text)) {
    if (answer->ews_url.size() > size) std::abort();
  }
  return 0;
}
