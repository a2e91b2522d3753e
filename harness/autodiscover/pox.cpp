#include "harness/autodiscover/autodiscover.h"
#include "harness/xml/xml_answer.h"
#include "harness/xml/xml_text.h"

namespace s2sconform::autodiscover {
namespace {

constexpr std::string_view request_namespace =
    "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
constexpr std::string_view response_namespace =
    "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

void read_account(const XmlElement& account, PoxAnswer& answer) {
  answer.action = account.child(response_namespace, "Action").text();
  answer.redirect_address = account.child(response_namespace, "RedirectAddr").text();
  answer.redirect_url = account.child(response_namespace, "RedirectUrl").text();
  for (const XmlElement& protocol : account.children()) {
    if (!protocol.is(response_namespace, "Protocol")) continue;
    for (const char* name : {"EwsUrl", "ASUrl"}) {
      if (answer.ews_url.empty()) answer.ews_url = protocol.child(response_namespace, name).text();
    }
  }
}

}  // namespace

std::string pox_request(const std::string& address) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"" +
         std::string(request_namespace) + "\"><Request><EMailAddress>" + xml_escaped(address) +
         "</EMailAddress><AcceptableResponseSchema>" + std::string(response_namespace) +
         "</AcceptableResponseSchema></Request></Autodiscover>";
}

std::optional<PoxAnswer> read_pox_answer(std::string_view body) {
  const std::optional<XmlAnswer> document = XmlAnswer::parse(body);
  if (!document || document->root().name() != "Autodiscover") return std::nullopt;
  PoxAnswer answer;
  bool has_response = false;
  // An error stays in the namespace of the envelope, settings have their own.
  for (const XmlElement& response : document->root().children()) {
    if (response.name() != "Response") continue;
    has_response = true;
    read_account(response.child(response_namespace, "Account"), answer);
    for (const XmlElement& error : response.children()) {
      if (error.name() != "Error") continue;
      answer.error_namespace = error.namespace_uri();
      answer.error_code = error.child(error.namespace_uri(), "ErrorCode").text();
    }
  }
  if (!has_response) return std::nullopt;
  return answer;
}

}  // namespace s2sconform::autodiscover
