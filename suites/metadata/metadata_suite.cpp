#include "suites/metadata/metadata_suite.h"

#include "suites/metadata/metadata_probes.h"
#include "suites/metadata/metadata_requirements.h"

namespace s2sconform::metadata {
namespace {

std::string_view without(plugin::Presence presence) {
  return presence == plugin::Presence::absent ? "the product's dialect has no such member" : "";
}

}  // namespace

std::string_view without_id(const ProductVersion& product) {
  return without(product.version->dialect.id);
}

std::string_view without_version(const ProductVersion& product) {
  return without(product.version->dialect.version);
}

std::string_view without_realm(const ProductVersion& product) {
  return without(product.version->dialect.realm);
}

std::string_view without_audiences(const ProductVersion& product) {
  return without(product.version->dialect.allowed_audiences);
}

std::string_view without_endpoints(const ProductVersion& product) {
  return without(product.version->dialect.endpoints);
}

Suite suite() {
  Suite suite{"metadata", "Authentication metadata document", probes(), {}, {}};
  for (const auto& group : {served_requirements(), shape_requirements(), identity_requirements(),
                            key_requirements(), stability_requirements()}) {
    suite.requirements.insert(suite.requirements.end(), group.begin(), group.end());
  }
  suite.unobservable = {
      {"metadata.signs-tokens", "The published key verifies the tokens that the server signs.",
       "needs a token of the server: no product hands one out to an anonymous client"},
      {"metadata.refreshed", "The document is refreshed when the configuration changes.",
       "needs a change of the server's configuration during the run"},
  };
  return suite;
}

}  // namespace s2sconform::metadata
