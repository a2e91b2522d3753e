// Texts of items, as they were sent and as a server gives them back.
#pragma once

#include <string>

#include "harness/evidence/exchange.h"

namespace s2sconform::history {

// A body as it is compared: line ends are the server's own ("\r\n"), and so is white space at the
// end.
std::string plain_text(std::string body);

// The subject in a recorded CreateItem request.
std::string sent_subject(const Exchange& create);

}  // namespace s2sconform::history
