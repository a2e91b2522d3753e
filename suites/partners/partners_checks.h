// The checks of the partners suite; partners_suite.cpp describes each requirement by its sentence.
#pragma once

#include "harness/suite/subject.h"

namespace s2sconform::partners {

void check_document_served(Subject& subject);
void check_partner_trusted(Subject& subject);
void check_realm_agrees(Subject& subject);
void check_keys_current(Subject& subject);
void check_keys_settled(Subject& subject);

// The label of the GET of a partner's metadata document.
std::string document_label(std::string_view partner);

}  // namespace s2sconform::partners
