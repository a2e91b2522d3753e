// The checks of the metadata suite, one for each requirement; the files of requirements beside it
// describe each by its sentence.
#pragma once

#include "harness/suite/subject.h"

namespace s2sconform::metadata {

// How the document is served (served_checks.cpp).
void check_served(Subject& subject);
void check_anonymous(Subject& subject);
void check_no_redirect(Subject& subject);
void check_no_plain_http_redirect(Subject& subject);
void check_content_type(Subject& subject);
void check_utf8(Subject& subject);
void check_no_byte_order_mark(Subject& subject);
void check_parses(Subject& subject);
void check_head(Subject& subject);
void check_conditional(Subject& subject);

// What it is made of (shape_checks.cpp).
void check_no_duplicate_members(Subject& subject);
void check_no_case_variant_members(Subject& subject);
void check_nesting(Subject& subject);
void check_dialect(Subject& subject);
void check_id(Subject& subject);
void check_version(Subject& subject);
void check_name(Subject& subject);
void check_realm_form(Subject& subject);
void check_service_name(Subject& subject);
void check_issuer_form(Subject& subject);
void check_allowed_audiences(Subject& subject);
void check_endpoints(Subject& subject);
void check_no_internal_details(Subject& subject);

// Whom it names (identity_checks.cpp).
void check_service_name_principal(Subject& subject);
void check_issuer_principal(Subject& subject);
void check_principal_lower_case(Subject& subject);
void check_issuer_realm(Subject& subject);
void check_issuer_realm_form(Subject& subject);
void check_realm_agrees(Subject& subject);
void check_audiences_name_product(Subject& subject);
void check_endpoint_is_document(Subject& subject);
void check_endpoints_https(Subject& subject);
void check_challenge_agrees(Subject& subject);

// Its keys (key_checks.cpp).
void check_keys(Subject& subject);
void check_signing_key(Subject& subject);
void check_key_types_known(Subject& subject);
void check_keys_distinct(Subject& subject);
void check_x5t_form(Subject& subject);
void check_x5t_matches(Subject& subject);
void check_certificate_der(Subject& subject);
void check_certificate_rsa(Subject& subject);
void check_certificate_key_size(Subject& subject);
void check_certificate_current(Subject& subject);
void check_certificate_expiry(Subject& subject);
void check_certificate_names_realm(Subject& subject);
void check_rollover_overlap(Subject& subject);
void check_no_private_key(Subject& subject);
void check_root_certificate(Subject& subject);

// Whether it stays the same (stability_checks.cpp).
void check_stable(Subject& subject);
void check_nodes_agree(Subject& subject);

}  // namespace s2sconform::metadata
