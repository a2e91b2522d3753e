// A certificate that a server publishes at a URL of its own.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/x509/certificate.h"

namespace s2sconform::metadata {

// Reads DER, PEM, or the base64 of DER (with or without a JSON string's quotes): which of them
// SharePoint sends was never captured (facts M-o).
tl::expected<Certificate, std::string> parse_published_certificate(std::string_view body);

}  // namespace s2sconform::metadata
