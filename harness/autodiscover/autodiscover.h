// The two dialects in which a mailbox's web services are asked for: SOAP (GetUserSettings) and POX
// ("plain old XML"). facts 6.4 and 6.5, [MS-OXDSCLI], Autodiscover web service reference.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform::autodiscover {

inline constexpr std::string_view external_ews_url = "ExternalEwsUrl";
inline constexpr std::string_view internal_ews_url = "InternalEwsUrl";

// --- SOAP ---

// The request for those settings of those mailboxes, posted to `url`.
std::string user_settings_request(const std::string& url, const std::vector<std::string>& mailboxes,
                                  const std::vector<std::string>& settings);
// The value of its SOAPAction header, quoted.
std::string user_settings_action();

struct UserResponse {
  std::string code;  // "NoError", "InvalidUser", "RedirectAddress", "RedirectUrl", …
  std::string redirect_target;
  std::map<std::string, std::string> settings;        // by name
  std::map<std::string, std::string> setting_errors;  // codes by setting

  // The URL of the web services; external before internal. "" when neither is there.
  std::string ews_url() const;
};

// Errors live on three levels: the request's, a user's, a setting's.
struct SoapAnswer {
  bool is_fault = false;
  std::string code;  // of the whole request, or of the fault
  std::vector<UserResponse> users;
};

// nullopt when `body` is no SOAP 1.1 envelope with an answer or a fault.
std::optional<SoapAnswer> read_soap_answer(std::string_view body);

// --- POX ---

inline constexpr std::string_view pox_error_namespace =
    "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";

std::string pox_request(const std::string& address);

struct PoxAnswer {
  std::string action;            // "settings", "redirectAddr", "redirectUrl"; of Account
  std::string redirect_address;  // RedirectAddr
  std::string redirect_url;      // RedirectUrl
  std::string ews_url;           // EwsUrl, or else ASUrl, of the first protocol that has one
  std::string error_code;        // ErrorCode of Error
  std::string error_namespace;   // of Error
};

// nullopt when `body` is no Autodiscover document with a Response.
std::optional<PoxAnswer> read_pox_answer(std::string_view body);

}  // namespace s2sconform::autodiscover
