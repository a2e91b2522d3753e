// The history suite: Autodiscover, and an item in a user's Conversation History folder, written,
// found and deleted again (facts section 6). It writes into the mailbox of targets that have one.
#pragma once

#include "harness/suite/suite.h"

namespace s2sconform::history {

Suite suite();

}  // namespace s2sconform::history
