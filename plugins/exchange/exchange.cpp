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

constexpr std::string_view suites[] = {"metadata", "transport", "token", "partners"};

constexpr unsigned accepted_status[] = {200};
constexpr unsigned refused_status[] = {401};

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
};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
