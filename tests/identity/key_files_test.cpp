// Keys from files, and files from keys.
#include "harness/identity/key_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "harness/base/base64.h"
#include "harness/identity/partner_document.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class KeyFiles : public testing::Test {
 protected:
  // The openssl program, in the folder.
  void openssl(const std::string& arguments) {
    const std::string command =
        "cd " + folder_.path().string() + " && openssl " + arguments + " >log 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  void make_pair() {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 2 "
        "-subj /CN=test");
  }
  std::filesystem::path file(const char* name) const { return folder_.path() / name; }

  TemporaryFolder folder_;
};

TEST_F(KeyFiles, PemKeysInEachForm) {
  make_pair();
  openssl("rsa -in key.pem -traditional -out pkcs1.pem");
  openssl("pkcs8 -topk8 -in key.pem -passout pass:right-password -out encrypted.pem");
  EXPECT_TRUE(load_pem_key(file("key.pem"), file("certificate.pem"), Secret()));
  EXPECT_TRUE(load_pem_key(file("pkcs1.pem"), file("certificate.pem"), Secret()));
  EXPECT_TRUE(
      load_pem_key(file("encrypted.pem"), file("certificate.pem"), Secret("right-password")));
  EXPECT_THAT(load_pem_key(file("encrypted.pem"), file("certificate.pem"), Secret("wrong-password"))
                  .error(),
              HasSubstr("another password"));
  EXPECT_THAT(load_pem_key(file("encrypted.pem"), file("certificate.pem"), Secret()).error(),
              HasSubstr("there is no password"));
}

TEST_F(KeyFiles, Pkcs12OfTodayAndOfOldWindows) {
  make_pair();
  for (const std::string legacy : {"", "-legacy "}) {
    openssl("pkcs12 -export " + legacy +
            "-inkey key.pem -in certificate.pem -passout pass:right-password -out key.pfx");
    const auto key = load_pkcs12_key(file("key.pfx"), Secret("right-password"));
    ASSERT_TRUE(key) << key.error();
    EXPECT_TRUE(verify_rs256(key->certificate_der(), "text", key->sign("text")));
    EXPECT_THAT(load_pkcs12_key(file("key.pfx"), Secret("wrong-password")).error(),
                HasSubstr("another password"));
    EXPECT_THAT(load_pkcs12_key(file("key.pfx"), Secret()).error(),
                HasSubstr("there is no password"));
  }
  EXPECT_THAT(load_pkcs12_key(file("key.pem"), Secret()).error(), HasSubstr("no PKCS#12"));
}

TEST_F(KeyFiles, WhatIsNoPairIsRefused) {
  make_pair();
  openssl("req -x509 -newkey rsa:2048 -nodes -keyout k2.pem -out other.pem -days 2 -subj /CN=o");
  openssl("ecparam -name prime256v1 -genkey -noout -out ec.pem");
  EXPECT_THAT(load_pem_key(file("key.pem"), file("other.pem"), Secret()).error(),
              HasSubstr("another key"));
  EXPECT_THAT(load_pem_key(file("ec.pem"), file("certificate.pem"), Secret()).error(),
              HasSubstr("not RSA"));
  EXPECT_THAT(load_pem_key(file("certificate.pem"), file("certificate.pem"), Secret()).error(),
              HasSubstr("no PEM private key"));
  EXPECT_THAT(load_pem_key(file("key.pem"), file("key.pem"), Secret()).error(),
              HasSubstr("no PEM certificate"));
  EXPECT_THAT(load_pem_key(file("missing.pem"), file("certificate.pem"), Secret()).error(),
              HasSubstr("No such file"));
}

TEST_F(KeyFiles, ANewKeySignsAndIsPublishedWithoutItsPrivatePart) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto key = make_signing_key(2048, {"s2sconform", now, now + std::chrono::days{30}});
  ASSERT_TRUE(key) << key.error();
  EXPECT_EQ(key->bits(), 2048u);
  EXPECT_TRUE(verify_rs256(key->certificate_der(), "text", key->sign("text")));
  EXPECT_THAT(std::string(private_key_pem(*key).reveal()), HasSubstr("BEGIN PRIVATE KEY"));
  const std::string text = write_partner_document({"0000000b-0000-0ff1-ce00-000000000000",
                                                   "s2sconform",
                                                   "*",
                                                   "https://partner.litwareinc.com/metadata/json/1",
                                                   {&*key}});
  EXPECT_THAT(text, Not(HasSubstr("PRIVATE")));
  const auto document = nlohmann::json::parse(text);
  EXPECT_EQ(document.at("issuer"), "0000000b-0000-0ff1-ce00-000000000000@*");
  EXPECT_EQ(document.at("/keys/0/keyinfo/x5t"_json_pointer), key->x5t());
  EXPECT_EQ(document.at("/keys/0/keyvalue/value"_json_pointer),
            encode_base64(key->certificate_der()));
}

}  // namespace
}  // namespace s2sconform::test
