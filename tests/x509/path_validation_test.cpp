#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/x509_vfy.h>

#include "harness/x509/certificate.h"
#include "tests/support/temporary_folder.h"
#include "tests/x509/made_certificate.h"

namespace s2sconform {
namespace {

using namespace test;

class PathValidationTest : public testing::Test {
 protected:
  PathValidationTest()
      : root_(make_certificate({.common_name = "Root", .authority = true}, key_, "Root", key_)),
        intermediate_(
            make_certificate({.common_name = "Middle", .authority = true}, middle_, "Root", key_)),
        leaf_(make_certificate({}, middle_, "Middle", middle_)),
        anchors_(*TrustAnchors::load(folder_.write("ca.pem", pem_of(root_)), "")) {}

  long result(const std::vector<std::string>& chain) { return anchors_.validate(chain).result; }

  TemporaryFolder folder_;
  Key key_ = make_rsa_key(2048);
  Key middle_ = make_rsa_key(2048);
  std::string root_, intermediate_, leaf_;
  TrustAnchors anchors_;
};

TEST_F(PathValidationTest, AcceptsAChainToTheRoot) {
  EXPECT_EQ(result({leaf_, intermediate_}), X509_V_OK);
  EXPECT_EQ(result({leaf_, intermediate_, root_}), X509_V_OK);
  EXPECT_EQ(result({leaf_, intermediate_}), X509_V_OK) << "and again, out of memory";
}

TEST_F(PathValidationTest, AnAnchorNeedNotBeARoot) {
  const auto anchors = TrustAnchors::load(folder_.write("middle.pem", pem_of(intermediate_)), "");
  EXPECT_EQ(anchors->validate({leaf_}).result, X509_V_OK);
}

TEST_F(PathValidationTest, RefusesAnIncompleteOrForeignChain) {
  EXPECT_EQ(result({leaf_}), X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  const Key other = make_rsa_key(2048);
  const std::string foreign = make_certificate({}, other, "litwareinc.com", other);
  EXPECT_EQ(result({foreign}), X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
  EXPECT_THAT(anchors_.validate({foreign}).message, testing::HasSubstr("litwareinc.com"));
}

TEST_F(PathValidationTest, LeavesWhatIsJudgedApartAside) {
  const Key weak = make_rsa_key(1024);
  EXPECT_EQ(result({make_certificate({.extensions = "extendedKeyUsage=clientAuth",
                                      .not_after = "20210101000000Z",
                                      .digest = EVP_sha1()},
                                     weak, "Root", key_)}),
            X509_V_OK)
      << "expired, of another usage, weak and signed with SHA-1";
}

TEST_F(PathValidationTest, TakesAnyBytes) {
  EXPECT_NE(result({}), X509_V_OK);
  EXPECT_NE(result({""}), X509_V_OK);
  EXPECT_NE(result({leaf_, "junk"}), X509_V_OK);
}

TEST_F(PathValidationTest, SaysWhatCannotBeLoaded) {
  EXPECT_THAT(TrustAnchors::load("/none.pem", "").error(), testing::HasSubstr("/none.pem"));
  EXPECT_FALSE(TrustAnchors::load(folder_.write("text.pem", "no certificate"), ""));
}

}  // namespace
}  // namespace s2sconform
