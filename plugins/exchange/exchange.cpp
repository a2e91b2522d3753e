// Exchange Server 2013 and later. Constants, paths and the dialect: facts sections 1, 2.1 (M-e)
// and 4.1 (C-a, C-e); that an on-premises server writes the same members as the vendor's sample is
// inferred, so the requirements about them are SHOULD at most.
#include <s2sconform/plugin.h>

namespace {

using namespace s2sconform::plugin;

// The realm is "*" in the vendor's sample; a domain name is what its tokens carry (facts, hole 17).
constexpr MetadataDialect dialect{
    .name = "exchange",
    .id = Presence::required,
    .version = Presence::required,
    .name_member = Presence::required,
    .realm = Presence::required,
    .allowed_audiences = Presence::required,
    .endpoints = Presence::required,
    .key_info = KeyInfoPlace::beside_key_value,
    .issuer_realm = {.wildcard = true, .dns_name = true, .guid = false},
};

constexpr Version versions[] = {
    {.id = "2013", .display_name = "Exchange Server 2013", .dialect = dialect, .exemptions = {}},
    {.id = "2016", .display_name = "Exchange Server 2016", .dialect = dialect, .exemptions = {}},
    {.id = "2019", .display_name = "Exchange Server 2019", .dialect = dialect, .exemptions = {}},
    {.id = "subscription-edition",
     .display_name = "Exchange Server Subscription Edition",
     .dialect = dialect,
     .exemptions = {}},
};

constexpr std::string_view suites[] = {"metadata", "transport", "token",
                                       "trust",    "partners",  "history"};

constexpr unsigned accepted_status[] = {200};
constexpr unsigned refused_status[] = {401};

// GetFolder on the inbox: reads, and changes nothing (facts 6.3).
#define REQUEST_BEGIN                                                         \
  "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "        \
  "xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" "    \
  "xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\">" \
  "<s:Header><t:RequestServerVersion Version=\"Exchange2013\"/>"
#define REQUEST_MIDDLE                                                               \
  "</s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>" \
  "</m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\"inbox\""
#define REQUEST_END "</m:FolderIds></m:GetFolder></s:Body></s:Envelope>"
#define IMPERSONATION                                                \
  "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>" \
  "{address}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>"

constexpr AccountQuestion account{
    .base_url = "resource",
    .path = "/EWS/Exchange.asmx",
    .method = "POST",
    .content_type = "text/xml; charset=utf-8",
    .own_body = REQUEST_BEGIN REQUEST_MIDDLE "/>" REQUEST_END,
    .other_body = REQUEST_BEGIN REQUEST_MIDDLE
    "><t:Mailbox><t:EmailAddress>{address}</t:EmailAddress></t:Mailbox>"
    "</t:DistinguishedFolderId>" REQUEST_END,
    .impersonation_body = REQUEST_BEGIN IMPERSONATION REQUEST_MIDDLE "/>" REQUEST_END,
    .named_role_body = REQUEST_BEGIN
    "<t:ManagementRole><t:ApplicationRoles><t:Role>{role}</t:Role>"
    "</t:ApplicationRoles></t:ManagementRole>" IMPERSONATION REQUEST_MIDDLE "/>" REQUEST_END,
    .malformed_role_body = REQUEST_BEGIN
    "<t:ManagementRole><t:ApplicationRoles/></t:ManagementRole>" REQUEST_MIDDLE "/>" REQUEST_END,
    .account_element = "FolderId",
    .account_attribute = "Id",
    .result_element = "ResponseCode",
    .success = "NoError",
    .impersonation_role = "ApplicationImpersonation",
    .impersonation_denied = "ErrorImpersonateUserDenied",
    .malformed_role = "ErrorInvalidManagementRoleHeader"};

constexpr std::string_view shell = "Exchange Management Shell";

// -ApplicationType of the script names one of Microsoft's own products, and with it their roles;
// another application is registered by the cmdlets that the script calls (facts 5.2).
constexpr OnboardingStep onboarding[] = {
    {"The linked account: a mail user that nobody signs in as", shell,
     "New-MailUser -Name {account} -ExternalEmailAddress {account_address}",
     "Remove-MailUser -Identity {account} -Confirm:$false"},
    {"Its roles", shell, "New-ManagementRoleAssignment -Role {role} -User {account}",
     "Get-ManagementRoleAssignment -RoleAssignee {account} -Role {role} | "
     "Remove-ManagementRoleAssignment -Confirm:$false"},
    {"The partner application", shell,
     "New-PartnerApplication -Name {name} -AuthMetadataUrl {metadata_url} -LinkedAccount {account} "
     "-AcceptSecurityIdentifierInformation {accept_sid} -Enabled {enabled}",
     "Remove-PartnerApplication -Identity {name} -Confirm:$false"},
    {"Have it read, on each Mailbox and Client Access server", shell, "iisreset", "iisreset"},
};

// facts 6.2, 6.4 and 6.5. The folder is known from the 2013 schema on; the item's class is that of
// saved conversations (facts 6.1: what the cmdlet writes is not documented).
constexpr MailboxService mailbox_service{
    .base_url = "resource",
    .path = "/EWS/Exchange.asmx",
    .autodiscover_base_url = "metadata",
    .autodiscover_path = "/autodiscover/autodiscover.svc",
    .autodiscover_pox_path = "/autodiscover/autodiscover.xml",
    .server_version = "Exchange2013",
    .folder = "conversationhistory",
    .item_class = "IPM.Note.Microsoft.Conversation",
    .remedy =
        "Get-Mailbox shows whether the user has a mailbox, Get-WebServicesVirtualDirectory and "
        "Get-ClientAccessServer the URLs that Autodiscover gives, Test-OAuthConnectivity -Service "
        "EWS traces a call; look into the EWS log of the Mailbox server."};

constexpr Product product{
    .id = "exchange",
    .display_name = "Exchange Server",
    .principal_id = "00000002-0000-0ff1-ce00-000000000000",
    .metadata_path = "/autodiscover/metadata/json/1",
    .root_certificate_path = "",
    .certificate_names_realm = false,
    .resource = {.base_url = "resource",
                 .path = "/EWS/Exchange.asmx",
                 .method = "GET",
                 .content_type = "",
                 .body = "",
                 .accepted_status = accepted_status,
                 .refused_status = refused_status,
                 .challenge_has_realm = false,
                 .diagnostics_header = "x-ms-diagnostics"},
    .versions = versions,
    .suites = suites,
    .exemptions = {},
    .remedies =
        {.publish_metadata =
             "In the Exchange Management Shell, Get-AuthConfig shows what is published and "
             "Set-AuthConfig -PublishCertificate publishes it again; then run iisreset on the "
             "Mailbox and Client Access servers.",
         .renew_signing_key =
             "Make a new auth certificate with New-ExchangeCertificate, announce it with "
             "Set-AuthConfig -NewCertificateThumbprint <thumbprint> -NewCertificateEffectiveDate "
             "(Get-Date), publish it with Set-AuthConfig -PublishCertificate, and have the "
             "partners "
             "refresh their metadata.",
         .agree_on_realm =
             "Compare Realm and ServiceName of Get-AuthConfig with the targets file; ServiceName "
             "must stay as setup left it.",
         .renew_tls = "Import the certificate with Import-ExchangeCertificate and assign it with "
                      "Enable-ExchangeCertificate -Services IIS.",
         .configure_transport =
             "Protocol versions and cipher suites are Schannel settings of the server (registry or "
             "group policy); bindings are those of IIS. Restart the server after a change."},
    .tokens =
        {.register_partner =
             "In the Exchange Management Shell run Configure-EnterprisePartnerApplication.ps1 "
             "-AuthMetadataUrl <url> -ApplicationType <type> (or New-PartnerApplication "
             "-AuthMetadataUrl <url> with a linked account), then iisreset on the Mailbox and "
             "Client Access servers; Get-PartnerApplication shows whether it is enabled.",
         .refresh_partner =
             "In the Exchange Management Shell run Set-PartnerApplication <name> "
             "-RefreshAuthMetadata, then iisreset on the Mailbox and Client Access servers.",
         .accept_tokens =
             "Get-PartnerApplication shows the partner's realm and linked account, "
             "Test-OAuthConnectivity traces a token; bring the server to the current cumulative "
             "update.",
         .name_partners =
             "Get-PartnerApplication shows who is registered and enabled; run iisreset after a "
             "change, and look at proxies that rewrite WWW-Authenticate."},
    .trust = {.enabled = true,
              .accept_security_identifier_information = true,
              .linked_account = true,
              .remedy =
                  "Get-PartnerApplication | Format-List shows Enabled, LinkedAccount and "
                  "AcceptSecurityIdentifierInformation; Get-ManagementRoleAssignment -RoleAssignee "
                  "<account> the roles; Set-PartnerApplication changes them; then iisreset."},
    .account = account,
    .keeps = Keeps::mailboxes,
    .onboarding = onboarding,
    .mailbox_service = mailbox_service,
};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
