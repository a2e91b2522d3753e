// What a worker process says, and a journal of it: it may have crashed in the middle of a word.
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

#include "harness/journal/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto event = s2sconform::parse_event(text)) {
    // What was taken is written so that it is taken again, as the same.
    const std::string line = s2sconform::event_line(*event);
    const auto again = s2sconform::parse_event(line);
    if (!again || s2sconform::event_line(*again) != line) std::abort();
  }
  std::istringstream journal{std::string(text)};
  (void)s2sconform::parse_journal(journal, "journal.jsonl");
  return 0;
}
