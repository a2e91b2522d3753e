// The harness's own side of a registration: the metadata document from which products learn the
// keys of an identity. It is no suite of a product; 'onboard --check' looks at it first.
#pragma once

#include <memory>

#include "harness/identity/identity.h"
#include "harness/suite/suite.h"

namespace s2sconform {

// One requirement, identity.document-published: the document is served at the identity's
// metadata_url and holds the key that the identity signs with.
Suite identity_document_suite(std::shared_ptr<const Identity> identity);

// What stands for a product where the target is such a document.
ProductVersion partner_application();

}  // namespace s2sconform
