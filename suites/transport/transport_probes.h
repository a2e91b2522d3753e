// What the transport suite asks a server, all of it without credentials. Labels of the exchanges:
//
//   root        transport.root: GET / of the metadata base URL, not redirected
//   tls         transport.tls-1.0, transport.tls-1.1, transport.tls-1.2: handshakes with that
//   version
//               alone; transport.null-ciphers, transport.anonymous-ciphers: with those suites alone
//   plain-http  transport.plain-http: GET of the metadata path at http:// and port 80
//   plaintext   transport.plaintext: the same without TLS at the https port
#pragma once

#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::transport {

std::vector<Probe> probes();

}  // namespace s2sconform::transport
