// Tokens and identities through the real programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program_test.h"

namespace s2sconform::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Tokens : public ProgramTest {
 protected:
  json verdicts_of(const Lab& lab, const std::string& suite) {
    const Finished run =
        s2sconform({"run", lab.targets_file().string(), "-o", path("results"), "-s", suite, "-q"});
    EXPECT_NE(run.status, 2) << run.err;
    return json::parse(read_file(path("results/results.json"))).at("verdicts");
  }
};

TEST_F(Tokens, AStaleRegistrationIsToldApartFromAMissingOne) {
  const Lab lab(folder_.path() / "lab",
                {"--fault", "token-registration-missing", "--fault", "token-registration-stale"});
  std::size_t judged = 0;
  for (const json& verdict : verdicts_of(lab, "token")) {
    if (verdict.at("requirement") != "token.sane-before") continue;
    ++judged;
    const std::string target = verdict.at("target");
    const std::string product = verdict.at("product");
    const std::string remedy = verdict.at("remedy");
    EXPECT_NE(verdict.at("outcome"), "pass") << target;
    const bool stale = target.find("stale") != std::string::npos;
    const std::string finding = verdict.at("findings")[0].at("actual");
    EXPECT_THAT(finding, HasSubstr(stale ? "registration is stale" : "not registered")) << target;
    if (product == "exchange") {
      EXPECT_THAT(remedy, HasSubstr(stale ? "-RefreshAuthMetadata" : "New-PartnerApplication"));
    } else if (product == "lync") {
      EXPECT_THAT(remedy,
                  HasSubstr(stale ? "Set-CsPartnerApplication" : "New-CsPartnerApplication"));
    } else {
      EXPECT_THAT(remedy, HasSubstr(stale ? "Set-SPTrustedSecurityTokenIssuer"
                                          : "New-SPTrustedSecurityTokenIssuer"));
    }
  }
  EXPECT_EQ(judged, 6u);
}

// Until a product reads the identity's document again it knows the keys that it has read before.
TEST_F(Tokens, ARolledKeyIsNoticedWhenTheProductReadsTheDocumentAgain) {
  Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  const auto run = [&] {
    return s2sconform({"run", lab.targets_file().string(), "-o", path("results"), "-r",
                       "token.sane-before", "-r", "token.accepts-next-key"});
  };
  EXPECT_EQ(run().status, 0);
  EXPECT_EQ(lab.command("roll-identity"), "ok");
  EXPECT_EQ(run().status, 0);
  EXPECT_EQ(lab.command("refresh exchange-2019"), "ok");
  const Finished rolled = run();
  EXPECT_EQ(rolled.status, 1) << rolled.err;
  EXPECT_THAT(rolled.out, HasSubstr("identity's next key"));
  EXPECT_EQ(lab.command("restart exchange-2019"), "ok");
  EXPECT_THAT(lab.command("refresh nobody"), testing::StartsWith("error "));
}

TEST_F(Tokens, WithoutAnIdentityTheReasonIsSaid) {
  const Lab lab(folder_.path() / "lab", {"--persona", "exchange-2019"});
  json targets = json::parse(read_file(lab.targets_file()));
  targets["targets"][0].erase("identity");
  const std::string file = path("lab/without.json");
  std::ofstream(file) << targets.dump();
  const Finished run = s2sconform({"run", file, "-o", path("results"), "-s", "token", "-q"});
  EXPECT_EQ(run.status, 0) << run.err;
  const json results = json::parse(read_file(path("results/results.json")));
  const auto& verdicts = results.at("verdicts");
  EXPECT_GT(std::count_if(verdicts.begin(), verdicts.end(),
                          [](const json& verdict) {
                            return verdict.value("reason", "").find("names no identity") !=
                                   std::string::npos;
                          }),
            60);
}

TEST_F(Tokens, NothingThatIsWrittenHoldsATokenOrASecret) {
  const Lab lab(folder_.path() / "lab", {});
  const Finished run = s2sconform({"run", lab.targets_file().string(), "-o", path("results")});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  const std::string all = run.out + run.err + all_files(path("results"));
  const std::string secret = read_file(path("lab/harness.client_secret"));
  ASSERT_GE(secret.size(), 8u);
  EXPECT_EQ(all.find(secret), std::string::npos);
  EXPECT_EQ(all.find("PRIVATE KEY"), std::string::npos);
  // Whatever begins like a JWS has no third segment but a mark.
  for (std::size_t at = 0; (at = all.find("eyJ", at)) != std::string::npos;) {
    const std::size_t end = all.find_first_not_of(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", at);
    const std::string text = all.substr(at, end - at);
    const auto dots = std::count(text.begin(), text.end(), '.');
    EXPECT_TRUE(dots < 2 || text.back() == '.') << text;
    at = end;
  }
}

TEST_F(Tokens, IdentityNewMakesAPrivateKeyForItsOwnerAlone) {
  const Finished made = s2sconform({"identity", "new", "--output", path("identity")});
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_THAT(made.out, AllOf(HasSubstr("s2sconform onboard"), Not(HasSubstr("PRIVATE"))));
  struct stat status {};
  ASSERT_EQ(::stat(path("identity/identity.key.pem").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  const std::string before = read_file(path("identity/identity.key.pem"));
  const Finished again = s2sconform({"identity", "new", "--output", path("identity")});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("is there already"));
  EXPECT_EQ(read_file(path("identity/identity.key.pem")), before);
  EXPECT_EQ(s2sconform({"identity", "new", "--output", path("identity"), "--next"}).status, 0);
  const json document = json::parse(read_file(path("identity/metadata.json")));
  EXPECT_EQ(document.at("keys").size(), 2u);
  ASSERT_EQ(::chmod(path("identity/identity.key.pem").c_str(), 0644), 0);
  const Finished shown = s2sconform({"identity", "show", "--identity", path("identity")});
  EXPECT_EQ(shown.status, 0);
  EXPECT_THAT(shown.err, HasSubstr("others can read or change the secret in"));
}

TEST_F(Tokens, InspectSaysWhyAServerWouldRefuse) {
  std::ofstream(path("token")) << "Authorization: Bearer eyJhbGciOiJub25lIn0."
                                  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                                  "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ.c2lnbmF0dXJl\n";
  const Finished inspected = s2sconform({"inspect", "token", path("token")});
  EXPECT_EQ(inspected.status, 1) << inspected.err;
  EXPECT_THAT(inspected.out,
              AllOf(HasSubstr("iss: \"joe\""), HasSubstr("A server would refuse it"),
                    HasSubstr("not signed (alg none)"), HasSubstr("expired at 2011-03-22"),
                    HasSubstr("9 bytes, not shown"), Not(HasSubstr("c2lnbmF0dXJl"))));
  EXPECT_THAT(s2sconform({"inspect", "token", path("token"), "--show-signature"}).out,
              HasSubstr("c2lnbmF0dXJl"));
  EXPECT_EQ(s2sconform({"inspect", "token", path("missing")}).status, 2);
}

}  // namespace
}  // namespace s2sconform::test
