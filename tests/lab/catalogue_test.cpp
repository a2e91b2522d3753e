#include "fixtures/catalogue/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2slab {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Catalogue, AgreesWithWhatIsImplemented) {
  EXPECT_THAT(disagreements(parse_catalogue(catalogue_text)), IsEmpty());
}

TEST(Catalogue, NamesRequirementsForFaultsAlone) {
  const Catalogue catalogue = parse_catalogue(catalogue_text);
  for (const CatalogueEntry& fault : catalogue.faults) EXPECT_FALSE(fault.breaks.empty());
  for (const CatalogueEntry& variant : catalogue.variants) EXPECT_TRUE(variant.breaks.empty());
}

TEST(Catalogue, MissingImplementationIsADisagreement) {
  Catalogue catalogue = parse_catalogue(catalogue_text);
  catalogue.faults.push_back({"unheard-of", {"exchange-2019"}, {"metadata.served"}, ""});
  EXPECT_THAT(disagreements(catalogue),
              Contains(HasSubstr("fault 'unheard-of' is not implemented")));
}

TEST(Catalogue, MissingEntryIsADisagreement) {
  Catalogue catalogue = parse_catalogue(catalogue_text);
  const std::string name = catalogue.variants.back().name;
  catalogue.variants.pop_back();
  EXPECT_THAT(disagreements(catalogue), Contains(HasSubstr("variant '" + name + "' has no entry")));
}

TEST(Catalogue, UnknownPersonaIsADisagreement) {
  Catalogue catalogue = parse_catalogue(catalogue_text);
  catalogue.faults.front().personas.push_back("exchange-5.5");
  EXPECT_THAT(disagreements(catalogue), Contains(HasSubstr("exchange-5.5")));
}

}  // namespace
}  // namespace s2slab
