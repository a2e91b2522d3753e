// What the transport suite asks a server, all of it without credentials. Labels of the exchanges:
//
//   root        transport.root: GET / of the metadata base URL, not redirected
//   tls         transport.tls-1.2: a handshake with that version alone. Where it was answered, also
//               transport.tls-1.0 and transport.tls-1.1, and with TLS 1.2
//               transport.null-ciphers and transport.anonymous-ciphers: with those suites alone
//   plain-http  transport.plain-http: GET of the metadata path at http:// and port 80
//   plaintext   transport.plaintext: the same without TLS at the https port
#pragma once

#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::transport {

std::vector<Probe> probes();

// Whether the server said anything to an offer of TLS: it took it, or it refused it.
bool is_answered_handshake(const Exchange& handshake);

}  // namespace s2sconform::transport
