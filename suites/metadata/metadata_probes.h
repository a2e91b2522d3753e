// What the metadata suite asks a server, all of it without credentials. Labels of the exchanges:
//
//   document          metadata.get
//   again             metadata.get-again
//   head              metadata.head
//   conditional       metadata.conditional (a tag that is not the document's), and
//                     metadata.conditional-match where the answer had an ETag
//   nodes             metadata.node.0, metadata.node.1, …
//   challenge         resource.empty-bearer and resource.anonymous (protected_resource.h)
//   root-certificate  metadata.root-certificate
#pragma once

#include <string>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::metadata {

std::vector<Probe> probes();

// The GET of the document, for a suite that wants it too: with ProbeContext::send_once and this
// label it is sent once.
Request get_document(const ProbeContext& context, std::string label);
inline constexpr const char* first_get_label = "metadata.get";

std::string node_label(std::size_t index);

}  // namespace s2sconform::metadata
