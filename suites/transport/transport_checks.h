// The checks of the transport suite, one for each requirement of transport_suite.cpp, where each is
// described by its sentence.
#pragma once

#include "harness/suite/subject.h"

namespace s2sconform::transport {

// The web server's certificate (certificate_checks.cpp).
void check_chain(Subject& subject);
void check_chain_complete(Subject& subject);
void check_chain_order(Subject& subject);
void check_host_name(Subject& subject);
void check_subject_alternative_name(Subject& subject);
void check_certificate_dates(Subject& subject);
void check_certificate_expiry(Subject& subject);
void check_key_size(Subject& subject);
void check_signature_algorithm(Subject& subject);
void check_extended_key_usage(Subject& subject);

// TLS and HTTP (protocol_checks.cpp).
void check_tls12_offered(Subject& subject);
void check_tls11_refused(Subject& subject);
void check_tls10_refused(Subject& subject);
void check_null_ciphers_refused(Subject& subject);
void check_anonymous_ciphers_refused(Subject& subject);
void check_forward_secrecy(Subject& subject);
void check_plain_http(Subject& subject);
void check_plain_http_credentials(Subject& subject);
void check_tls_port_refuses_plaintext(Subject& subject);
void check_hsts(Subject& subject);
void check_hsts_over_plain_http(Subject& subject);
void check_answers_in_time(Subject& subject);
void check_framing(Subject& subject);
void check_clock(Subject& subject);

}  // namespace s2sconform::transport
