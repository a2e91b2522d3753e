#include "harness/autodiscover/autodiscover.h"

#include <gtest/gtest.h>

#include <string>

namespace s2sconform::autodiscover {
namespace {

std::string soap_response(const std::string& content) {
  return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
         "<GetUserSettingsResponseMessage "
         "xmlns=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\"><Response>" +
         content + "</Response></GetUserSettingsResponseMessage></e:Body></e:Envelope>";
}

TEST(AutodiscoverBySoap, GivesTheExternalUrlBeforeTheInternal) {
  const auto answer = read_soap_answer(soap_response(
      "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode>"
      "<UserSettings><UserSetting><Name>InternalEwsUrl</Name><Value>https://in</Value></"
      "UserSetting>"
      "<UserSetting><Name>ExternalEwsUrl</Name><Value>https://ex</Value></UserSetting>"
      "</UserSettings></UserResponse></UserResponses>"));
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->users.size(), 1u);
  EXPECT_EQ(answer->users.front().ews_url(), "https://ex");
}

TEST(AutodiscoverBySoap, NoErrorAboveAndARedirectBelowIsARedirect) {
  const auto answer = read_soap_answer(
      soap_response("<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>"
                    "RedirectAddress</ErrorCode><RedirectTarget>a@b.example</RedirectTarget>"
                    "</UserResponse></UserResponses>"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->users.front().code, "RedirectAddress");
  EXPECT_EQ(answer->users.front().redirect_target, "a@b.example");
  EXPECT_EQ(answer->users.front().ews_url(), "");
}

TEST(AutodiscoverBySoap, FaultsAndForeignTextsAreTold) {
  const auto fault = read_soap_answer(
      "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault>"
      "<faultcode>e:Server</faultcode></e:Fault></e:Body></e:Envelope>");
  ASSERT_TRUE(fault);
  EXPECT_TRUE(fault->is_fault);
  for (const char* text : {"", "<html/>", "<e:Envelope xmlns:e=\"urn:x\"/>"}) {
    EXPECT_FALSE(read_soap_answer(text)) << text;
  }
}

std::string pox(const std::string& inner_namespace, const std::string& content) {
  return "<Autodiscover xmlns=\"" + std::string(pox_error_namespace) + "\"><Response xmlns=\"" +
         inner_namespace + "\">" + content + "</Response></Autodiscover>";
}

constexpr const char* settings_namespace =
    "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

TEST(AutodiscoverByPox, TakesEwsUrlBeforeAsUrlOfTheFirstProtocolThatHasOne) {
  const auto answer = read_pox_answer(
      pox(settings_namespace,
          "<User/><Account><Action>settings</Action><Protocol><Type>WEB</Type></Protocol><Protocol>"
          "<ASUrl>https://as</ASUrl><EwsUrl>https://ews</EwsUrl></Protocol></Account>"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->action, "settings");
  EXPECT_EQ(answer->ews_url, "https://ews");
}

TEST(AutodiscoverByPox, AnErrorIsReadInWhateverNamespaceItStands) {
  for (const std::string& uri :
       {std::string(pox_error_namespace), std::string(settings_namespace)}) {
    const auto answer = read_pox_answer(pox(uri, "<Error><ErrorCode>600</ErrorCode></Error>"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->error_code, "600");
    EXPECT_EQ(answer->error_namespace, uri);
  }
}

TEST(AutodiscoverByPox, RedirectsAreRead) {
  const auto answer =
      read_pox_answer(pox(settings_namespace,
                          "<Account><Action>redirectAddr</Action><RedirectAddr>a@b.example"
                          "</RedirectAddr></Account>"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->redirect_address, "a@b.example");
  EXPECT_FALSE(read_pox_answer("<Autodiscover/>"));
  EXPECT_FALSE(read_pox_answer("404"));
}

}  // namespace
}  // namespace s2sconform::autodiscover
