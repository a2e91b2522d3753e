#include "harness/autodiscover/autodiscover.h"
#include "harness/xml/xml_answer.h"
#include "harness/xml/xml_text.h"

namespace s2sconform::autodiscover {
namespace {

constexpr std::string_view soap = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view service = "http://schemas.microsoft.com/exchange/2010/Autodiscover";
constexpr std::string_view action =
    "http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/GetUserSettings";

std::string element(const std::string& name, const std::string& content) {
  return "<" + name + ">" + content + "</" + name + ">";
}

UserResponse read_user(const XmlElement& response) {
  UserResponse user;
  user.code = response.child(service, "ErrorCode").text();
  user.redirect_target = response.child(service, "RedirectTarget").text();
  for (const XmlElement& setting : response.child(service, "UserSettings").children()) {
    user.settings[setting.child(service, "Name").text()] = setting.child(service, "Value").text();
  }
  for (const XmlElement& error : response.child(service, "UserSettingErrors").children()) {
    user.setting_errors[error.child(service, "SettingName").text()] =
        error.child(service, "ErrorCode").text();
  }
  return user;
}

}  // namespace

std::string user_settings_request(const std::string& url, const std::vector<std::string>& mailboxes,
                                  const std::vector<std::string>& settings) {
  std::string users, names;
  for (const std::string& mailbox : mailboxes) {
    users += element("a:User", element("a:Mailbox", xml_escaped(mailbox)));
  }
  for (const std::string& setting : settings) names += element("a:Setting", xml_escaped(setting));
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" + std::string(soap) +
         "\" xmlns:wsa=\"http://www.w3.org/2005/08/addressing\" xmlns:a=\"" + std::string(service) +
         "\"><s:Header>" + element("a:RequestedServerVersion", "Exchange2013") +
         element("wsa:Action", std::string(action)) + element("wsa:To", xml_escaped(url)) +
         "</s:Header><s:Body>" +
         element("a:GetUserSettingsRequestMessage",
                 element("a:Request",
                         element("a:Users", users) + element("a:RequestedSettings", names))) +
         "</s:Body></s:Envelope>";
}

std::string user_settings_action() { return "\"" + std::string(action) + "\""; }

std::string UserResponse::ews_url() const {
  for (const std::string_view name : {external_ews_url, internal_ews_url}) {
    const auto found = settings.find(std::string(name));
    if (found != settings.end() && !found->second.empty()) return found->second;
  }
  return {};
}

std::optional<SoapAnswer> read_soap_answer(std::string_view body) {
  const std::optional<XmlAnswer> document = XmlAnswer::parse(body);
  if (!document || !document->root().is(soap, "Envelope")) return std::nullopt;
  const XmlElement soap_body = document->root().child(soap, "Body");
  if (const XmlElement fault = soap_body.child(soap, "Fault")) {
    return SoapAnswer{true, fault.child("faultcode").text(), {}};
  }
  const XmlElement response =
      soap_body.child(service, "GetUserSettingsResponseMessage").child(service, "Response");
  if (!response) return std::nullopt;
  SoapAnswer answer;
  answer.code = response.child(service, "ErrorCode").text();
  for (const XmlElement& user : response.child(service, "UserResponses").children()) {
    answer.users.push_back(read_user(user));
  }
  return answer;
}

}  // namespace s2sconform::autodiscover
