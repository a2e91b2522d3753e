// The authentication metadata document of an identity, which a product imports when the identity is
// registered as its partner application (facts 2.1, M-a to M-e).
#pragma once

#include <string>
#include <vector>

#include "harness/token/signing_key.h"

namespace s2sconform {

struct PartnerDocument {
  std::string application_id;
  std::string name;
  std::string realm = "*";              // "*": the realm of whoever imports it
  std::string location;                 // the document's own https URL; empty: not known
  std::vector<const SigningKey*> keys;  // borrowed; the current one first
};

// In Exchange's dialect, which Lync and SharePoint import too. Certificates only.
std::string write_partner_document(const PartnerDocument& document);

}  // namespace s2sconform
