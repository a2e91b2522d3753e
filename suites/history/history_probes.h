// The probes of the history suite. Labels of what they send begin with "history." and the probe's
// name; what the targets file lacks for a probe is the fact missing_label(probe).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::history {

// "service": finds the web services, and asks for the folder. All others need it.
// "autodiscover": what Autodiscover answers beside the good case. Writes nothing.
// "item": one item, written, read, searched for and deleted, step by step.
// "moved", "softly": the other ways to delete. "inbox", "archive": the other folders.
// "text", "large": contents. "concurrent": several items at once.
// "impersonated": written by the application as itself, impersonating the user.
// "refused-writes": what must write nothing. "oversized": one request that is too large.
// "requests": malformed requests and ids. Writes nothing.
std::vector<Probe> probes();

// Removes what the run has written, and looks for what is left: the fact "history.left" is the
// number of items that could be seen, "history.left.problem" why it could not be seen.
Task<> clean_up(ProbeContext& context);

std::string missing_label(std::string_view probe);

inline constexpr unsigned concurrent_items = 6;
// The contents of the items of "text" and "large".
std::string special_text();  // stands in subject and body
std::string large_body();
// A body of some lines; the one of all other items.
std::string plain_body();

// What "refused-writes" tries, in this order; each is the end of a label.
inline constexpr std::string_view refused_writes[] = {
    "unknown-mailbox", "other-mailbox", "unknown-folder",  "no-disposition", "read-only-property",
    "wrong-class",     "broken-schema", "unknown-version", "no-mailbox",     "other-impersonated"};

}  // namespace s2sconform::history
