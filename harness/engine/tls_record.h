// Reads what is recorded of a TLS connection from OpenSSL.
#pragma once

#include "harness/evidence/exchange.h"
#include "harness/x509/certificate.h"

struct ssl_st;

namespace s2sconform {

// At most 32 certificates of 64 KiB each are kept of the server's chain.
TlsRecord record_of(ssl_st* connection, const TrustAnchors& anchors);

}  // namespace s2sconform
