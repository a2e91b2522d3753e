#include "fixtures/lab/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2slab {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::vector<std::string> chosen(const Selection& selection) {
  std::vector<std::string> names;
  for (const InstanceOrder& order : choose_instances(selection, parse_catalogue(catalogue_text))) {
    names.push_back(order.name());
  }
  return names;
}

TEST(Selection, IsTheLatestVersionOfEachProductWhenNothingIsNamed) {
  EXPECT_THAT(
      chosen({}),
      UnorderedElementsAre("lync-skype-for-business-2019", "exchange-subscription-edition",
                           "sharepoint-subscription-edition", "token-server-1", "relying-party"));
}

TEST(Selection, AddsUpWhatIsNamed) {
  Selection selection;
  selection.personas = {"exchange-2013"};
  selection.variants = {"pretty-printed"};
  selection.faults = {"stale-node"};
  EXPECT_THAT(chosen(selection),
              ElementsAre("exchange-2013", "exchange-2019.variant.pretty-printed",
                          "sharepoint-subscription-edition.variant.pretty-printed",
                          "lync-skype-for-business-2019.fault.stale-node"));
}

TEST(Selection, NamedTwiceIsServedOnce) {
  Selection selection;
  selection.personas = {"exchange-2013", "exchange-2013"};
  selection.faults = {"x5t-hex", "x5t-hex"};
  EXPECT_THAT(chosen(selection), ElementsAre("exchange-2013", "exchange-2019.fault.x5t-hex"));
}

TEST(Selection, CopiesAreWholeLabsSideBySide) {
  Selection selection;
  selection.personas = {"lync-skype-for-business-2019", "token-server-1"};
  selection.copies = 2;
  EXPECT_THAT(chosen(selection),
              ElementsAre("lync-skype-for-business-2019.copy.1", "token-server-1.copy.1",
                          "relying-party.copy.1", "lync-skype-for-business-2019.copy.2",
                          "token-server-1.copy.2", "relying-party.copy.2"));
}

TEST(Selection, OfUnknownNamesIsRefused) {
  Selection persona;
  persona.personas = {"exchange-5.5"};
  EXPECT_THROW(chosen(persona), UsageError);
  Selection variant;
  variant.variants = {"x5t-hex"};  // a fault
  EXPECT_THROW(chosen(variant), UsageError);
  Selection fault;
  fault.faults = {"rollover"};  // a variant
  EXPECT_THROW(chosen(fault), UsageError);
}

}  // namespace
}  // namespace s2slab
