// Finds and removes the items of a run, wherever a server may have put them: in all folders that
// the web services name, in the mailbox of the target's user and in the other user's.
#pragma once

#include <string>

#include "suites/history/mailbox_client.h"

namespace s2sconform::history {

struct Swept {
  std::size_t removed = 0;
  std::vector<std::string> left;  // subjects of those that are still found
  std::string problem;            // why it could not be looked for them; empty: it could
};

// The items whose subject begins with `subject_prefix`. Labels begin with "history.sweep". With
// `patiently`, it is looked for them until the settle deadline also where none is found: a request
// that was cut off may still be carried out.
Task<Swept> sweep(MailboxClient& client, std::string subject_prefix, bool patiently);

}  // namespace s2sconform::history
