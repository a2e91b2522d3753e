#include "harness/base/nearest.h"

#include <gtest/gtest.h>

namespace s2sconform {
namespace {

TEST(NearestChoice, FindsWhatWasMeant) {
  const std::vector<std::string> choices{"exchange", "lync", "sharepoint"};
  EXPECT_EQ(nearest_choice("exchnage", choices), "exchange");
  EXPECT_EQ(nearest_choice("linc", choices), "lync");
  EXPECT_EQ(nearest_choice("sharepont", choices), "sharepoint");
  EXPECT_EQ(nearest_choice("exchange", choices), "exchange");
}

TEST(NearestChoice, GuessesNothingThatIsFar) {
  EXPECT_EQ(nearest_choice("jabber", {"exchange", "lync", "sharepoint"}), "");
  EXPECT_EQ(nearest_choice("", {"exchange"}), "");
  EXPECT_EQ(nearest_choice(std::string(100'000, 'x'), {"exchange"}), "");
  EXPECT_EQ(nearest_choice("x", {}), "");
}

TEST(ChoicesWithNearest, ListsAll) {
  EXPECT_EQ(choices_with_nearest("lnyc", {"exchange", "lync"}),
            "did you mean 'lync'? there are: exchange, lync");
  EXPECT_EQ(choices_with_nearest("jabber", {"exchange", "lync"}), "there are: exchange, lync");
}

}  // namespace
}  // namespace s2sconform
