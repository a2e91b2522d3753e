// A target's evidence as an HTTP Archive, HAR 1.2
// (http://www.softwareishard.com/blog/har-12-spec/), which browsers' developer tools open, and
// back.
//
// What HAR has no member for stands in members that begin with an underscore, as its section on
// custom fields wants it:
//   log:    _target; _facts {label, text}, what probes found out without an exchange
//   entry:  _label; _remote_address, with the port; _answered (false: `response` is an empty
//   stand-in); _failure {kind, message};
//           _redirects, the answers before `response`, and _busy, those that asked to be asked
//           again later, oldest first, each like a response; _tls
//           {version, cipher, verify_result, verify_message, chain (base64 of the DER)};
//           _timing {started_us since 1970, total_us, connected_us, first_byte_us}
//   any text that was not UTF-8 is readable where it belongs, and whole beside it, under its name
//   with "_" before and "_base64" behind.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>

#include "harness/base/configuration_error.h"
#include "harness/evidence/exchange.h"

namespace s2sconform {

// Writes the exchanges in the order of their labels.
void write_har(const std::string& target, const Evidence& evidence,
               std::string_view harness_version, std::ostream& out);

// Reads what write_har has written, so that write_har(read_har(x)) is x. `file` is for messages. An
// error when it is no such archive.
Expected<Evidence> read_har(std::string_view text, const std::filesystem::path& file);

}  // namespace s2sconform
