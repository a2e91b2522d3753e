// The plugin API of s2sconform: what a product plugin tells the harness about one product.
//
// A plugin is a shared object that exports one function,
//
//     extern "C" S2SCONFORM_PLUGIN_EXPORT const s2sconform::plugin::Product* s2sconform_plugin_v1()
//     noexcept;
//
// which returns a description of the product. The description is data: views into constants of the
// plugin. The harness judges; a plugin only says what its product is called, where things lie and
// what the product's dialect looks like.
//
// Version. The number at the end of the function's name is `api_version`. The harness reads it from
// the file's symbol table before it loads the file, so that nothing of a plugin of another version
// is ever run, not even a constructor. Within one version `Product` only grows at its end;
// `structure_size` tells the harness how much of it the plugin knows.
//
// Ownership. The plugin owns everything that the returned pointer reaches. It stays valid and
// unchanged until the process ends: the harness never unloads a plugin.
//
// Threads. The function is called once, from one thread, before any other thread exists.
//
// Errors. The function returns nullptr when the plugin cannot serve. It does not throw. A plugin
// that crashes or ends the process while it is loaded is named to the user and not used.
//
// A plugin must not link GoogleTest: exactly one may exist in the harness's process.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#define S2SCONFORM_PLUGIN_EXPORT __attribute__((visibility("default")))

namespace s2sconform::plugin {

inline constexpr unsigned api_version = 1;

// Whether a member of the authentication metadata document is there in this product's dialect.
enum class Presence {
  required,  // a healthy server is known to send it
  optional,  // a healthy server may send it; it is judged when it is there
  absent,    // a healthy server does not send it; requirements about it do not bind the product
};

// Where a key of the document carries its key information (the x5t thumbprint).
enum class KeyInfoPlace {
  beside_key_value,  // {"usage","keyinfo":{"x5t"},"keyvalue":{…}}: Exchange
  inside_key_value,  // {"usage","keyValue":{…,"keyInfo":{"x5t"}}}: token servers after ACS
  none,              // {"usage","keyValue":{…}}: SharePoint; the thumbprint is computed
  any,               // not known for this product: each of the above is taken
};

// What a realm looks like in this product's issuer. Several may hold.
struct RealmForms {
  bool wildcard = false;  // "*"
  bool dns_name = false;  // "litwareinc.com"
  bool guid = false;      // "2f1d7c50-6f0a-4b53-9a52-0d3f6f6d4e11"
};

// One product's dialect of the authentication metadata document. Member names are compared without
// regard to case by every reader of the document, so they are not listed here.
struct MetadataDialect {
  std::string_view name;  // as reported: "exchange", "sharepoint"
  // One of the two is always needed. `optional` where no document of the product was ever captured.
  Presence service_name = Presence::required;
  Presence issuer = Presence::required;
  Presence id = Presence::optional;
  Presence version = Presence::optional;
  Presence name_member = Presence::optional;
  Presence realm = Presence::optional;
  Presence allowed_audiences = Presence::optional;
  Presence endpoints = Presence::optional;
  KeyInfoPlace key_info = KeyInfoPlace::any;
  RealmForms issuer_realm;
};

// A resource of the product that is protected by tokens, and what its answers look like.
struct ProtectedResource {
  std::string_view base_url;      // the name of a base URL: "metadata" or "resource"
  std::string_view path;          // with the leading slash
  std::string_view method;        // "GET" or "POST"
  std::string_view content_type;  // of `body`; empty without a body
  std::string_view body;
  std::span<const unsigned> accepted_status;  // a valid token's
  std::span<const unsigned> refused_status;   // a refused token's
  bool challenge_has_realm = false;           // the Bearer challenge carries the realm parameter
  std::string_view diagnostics_header;        // why a token was refused: "x-ms-diagnostics"
};

// A requirement that does not bind the product, and why. The reason is shown to users.
struct Exemption {
  std::string_view requirement;
  std::string_view reason;
};

// A release of the product that differs in what can be tested. `id` is what the targets file names.
struct Version {
  std::string_view id;            // "2019", "subscription-edition"
  std::string_view display_name;  // "Exchange Server 2019"
  MetadataDialect dialect;
  std::span<const Exemption> exemptions;  // beside those of the whole product
};

// What an administrator of this product does about a class of failure; one sentence each, naming
// the product's own cmdlets. An empty one leaves the requirement's general remedy.
struct Remedies {
  std::string_view publish_metadata;     // the document is missing, malformed or not this product's
  std::string_view renew_signing_key;    // a signing certificate is expired, weak or unreadable
  std::string_view agree_on_realm;       // realm, issuer and audiences do not fit
  std::string_view renew_tls;            // the web server's certificate
  std::string_view configure_transport;  // protocol versions, ciphers, bindings
};

// How the product takes tokens and names its partners, beyond what `ProtectedResource` says. The
// remedies are those of Remedies, about tokens.
struct TokenDialect {
  // False where no source says that the protected resource takes server-to-server tokens: a refused
  // good token is then a warning and not a failure.
  bool acceptance_is_documented = true;
  // The realm is the Bearer challenge's first parameter, because clients look for it there.
  bool realm_comes_first = false;
  std::string_view register_partner;  // a partner application is not registered, or wrongly
  std::string_view refresh_partner;   // what was registered is out of date: keys, realm
  std::string_view accept_tokens;     // tokens are accepted or refused that should not be
  std::string_view name_partners;     // the challenge
};

// Which of the products' ways to limit a partner application this product has. A requirement about
// a way that it has not is skipped, and says so. Names are parameters of the products' cmdlets.
struct TrustModel {
  bool application_trust_level = false;  // -ApplicationTrustLevel Full|Application|User
  bool enabled = false;                  // -Enabled
  bool accept_security_identifier_information = false;  // -AcceptSecurityIdentifierInformation
  bool use_oauth_server = false;                        // -UseOAuthServer
  bool certificate_only = false;                        // -CertificateFileData or -RawData
  bool linked_account = false;                          // -LinkedAccount, whose roles count
  bool enable_app_only_policy = false;                  // -EnableAppOnlyPolicy
  bool is_trust_broker = false;                         // -IsTrustBroker
  std::string_view remedy;  // how an administrator shows and changes all that
};

// A request whose answer, in XML, tells whose account the caller sees. In the bodies, "{address}"
// stands for a user's mail address and "{role}" for `impersonation_role`, both escaped for XML.
// What is empty cannot be asked of this product.
struct AccountQuestion {
  std::string_view base_url;  // as in ProtectedResource, like the three below
  std::string_view path;      // empty: the product has no such request
  std::string_view method;
  std::string_view content_type;
  std::string_view own_body;              // the caller's own account
  std::string_view other_body;            // the account of {address}
  std::string_view impersonation_body;    // the account of {address}, whom the caller impersonates
  std::string_view named_role_body;       // the same, with {role} named in the request
  std::string_view malformed_role_body;   // the caller's own account, with a malformed role
  std::string_view account_element;       // local name of the element that names the account
  std::string_view account_attribute;     // its attribute; empty: its text
  std::string_view result_element;        // what came of it; empty: the status alone tells
  std::string_view success;               // that element's text when it went well
  std::string_view impersonation_role;    // the role that impersonation needs
  std::string_view impersonation_denied;  // the result without it
  std::string_view malformed_role;        // the result of a malformed role
};

// One thing that an administrator does to make an application a partner of the product. In the
// commands, placeholders stand for PowerShell literals, quotes included, that the harness fills in:
// {name}, {metadata_url}, {issuer} ("<application id>@<realm>"), {level}, {site} (the base URL of
// the protected resource), {account} and {account_address} (of the linked account), {role} (the
// command is repeated for each); {enabled}, {accept_sid} ($true or $false); and for switches, which
// are left out where the registration has them not: {app_only}, {broker}.
struct OnboardingStep {
  std::string_view title;
  std::string_view shell;    // "Exchange Management Shell"
  std::string_view command;  // one line
  std::string_view undo;     // takes it back; empty: there is nothing to take back
};

// What the product keeps that archiving and the unified contact store are about.
enum class Keeps { nothing, conversations, mailboxes };

// Exchange Web Services for users' mailboxes, and Autodiscover, by which they are found. What is
// empty the product has not.
struct MailboxService {
  std::string_view base_url;  // as in ProtectedResource
  std::string_view path;      // SOAP 1.1 over POST; empty: no mailboxes of this product are tested
  std::string_view autodiscover_base_url;
  std::string_view autodiscover_path;      // SOAP, GetUserSettings
  std::string_view autodiscover_pox_path;  // "plain old XML"
  std::string_view server_version;         // of RequestServerVersion: "Exchange2013"
  std::string_view folder;                 // distinguished id: "conversationhistory"
  std::string_view item_class;             // of what is written there
  std::string_view remedy;                 // where an administrator looks
};

struct Product {
  std::size_t structure_size = sizeof(Product);
  std::string_view id;             // "exchange": lower-case letters, digits and '-'
  std::string_view display_name;   // "Exchange Server"
  std::string_view principal_id;   // the well-known application id, a lower-case GUID
  std::string_view metadata_path;  // below the base URL "metadata"
  // Path of the certificate that issued the signing certificate; empty where the product has none.
  std::string_view root_certificate_path;
  // The signing certificate names the realm (Lync: a SIP domain) in its subject or alternative
  // name.
  bool certificate_names_realm = false;
  ProtectedResource resource;
  std::span<const Version> versions;         // at least one
  std::span<const std::string_view> suites;  // ids of the suites that bind the product
  std::span<const Exemption> exemptions;     // of all versions
  Remedies remedies;
  // Added in version 0.2.0 of the harness. A plugin built against an older header has not got it.
  TokenDialect tokens;
  // Added in version 0.3.0.
  TrustModel trust;
  AccountQuestion account;
  Keeps keeps = Keeps::nothing;
  std::span<const OnboardingStep> onboarding;  // in this order; undone in the reverse one
  // Added in version 0.4.0.
  MailboxService mailbox_service;
};

}  // namespace s2sconform::plugin

// The one function of a plugin. Declared here so that a definition with another type does not
// compile.
extern "C" S2SCONFORM_PLUGIN_EXPORT const s2sconform::plugin::Product*
s2sconform_plugin_v1() noexcept;
