#include "tests/reports/approval.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace s2sconform {

void expect_approved(const std::string& name, const std::string& actual) {
  const std::string path = S2SCONFORM_APPROVED_DIRECTORY "/" + name;
  if (std::getenv("S2SCONFORM_APPROVE") != nullptr) {
    std::ofstream out(path, std::ios::binary);
    out << actual;
    ASSERT_TRUE(out.flush()) << path;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  ASSERT_TRUE(in) << path << " is missing; S2SCONFORM_APPROVE=1 writes it";
  const std::string approved{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(actual, approved) << "not as approved in " << path
                              << "; S2SCONFORM_APPROVE=1 rewrites it";
}

}  // namespace s2sconform
