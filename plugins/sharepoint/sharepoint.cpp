// SharePoint Server 2013 and later. Constants, paths and the dialect: facts sections 1, 2.1 (M-h,
// M-i, M-o) and 4.1 (C-d, C-h, C-s). The document was captured on Subscription Edition; that the
// earlier versions write the same is inferred.
#include <s2sconform/plugin.h>

namespace {

using namespace s2sconform::plugin;

constexpr MetadataDialect captured{
    .name = "sharepoint",
    .id = Presence::absent,
    .version = Presence::absent,
    .name_member = Presence::required,
    .realm = Presence::absent,
    .allowed_audiences = Presence::absent,
    .endpoints = Presence::absent,
    .key_info = KeyInfoPlace::none,
    .issuer_realm = {.wildcard = false, .dns_name = false, .guid = true},
};

constexpr MetadataDialect inferred{
    .name = "sharepoint",
    .id = Presence::optional,
    .version = Presence::optional,
    .name_member = Presence::optional,
    .realm = Presence::optional,
    .allowed_audiences = Presence::optional,
    .endpoints = Presence::optional,
    .key_info = KeyInfoPlace::any,
    .issuer_realm = {.wildcard = false, .dns_name = false, .guid = true},
};

constexpr Version versions[] = {
    {.id = "2013", .display_name = "SharePoint Server 2013", .dialect = inferred, .exemptions = {}},
    {.id = "2016", .display_name = "SharePoint Server 2016", .dialect = inferred, .exemptions = {}},
    {.id = "2019", .display_name = "SharePoint Server 2019", .dialect = inferred, .exemptions = {}},
    {.id = "subscription-edition",
     .display_name = "SharePoint Server Subscription Edition",
     .dialect = captured,
     .exemptions = {}},
};

constexpr std::string_view suites[] = {"metadata", "transport", "token", "trust", "partners"};

constexpr unsigned accepted_status[] = {200};
constexpr unsigned refused_status[] = {401};

constexpr std::string_view shell = "SharePoint Management Shell";

// Facts 5.3. The application's principal needs rights of its own: the caller's are a ceiling.
constexpr OnboardingStep onboarding[] = {
    {"The trusted issuer, with the keys that its document publishes", shell,
     "New-SPTrustedSecurityTokenIssuer -Name {name} -MetadataEndPoint {metadata_url}{broker}",
     "Remove-SPTrustedSecurityTokenIssuer -Identity {name} -Confirm:$false"},
    {"Its application principal", shell,
     "Register-SPAppPrincipal -NameIdentifier {issuer} -Site {site} -DisplayName {name}",
     "Get-SPAppPrincipal -NameIdentifier {issuer} -Site {site} | Remove-SPAppPrincipal"},
    {"The principal's rights: Read is enough for tests that write nothing", shell,
     "Set-SPAppPrincipalPermission -Site {site} -AppPrincipal (Get-SPAppPrincipal -NameIdentifier "
     "{issuer} -Site {site}) -Scope Site -Right Read{app_only}",
     "Remove-SPAppPrincipalPermission -Site {site} -AppPrincipal (Get-SPAppPrincipal "
     "-NameIdentifier {issuer} -Site {site}) -Scope Site"},
    {"Have it read, on each server of the farm", shell, "iisreset", "iisreset"},
};

constexpr Product product{
    .id = "sharepoint",
    .display_name = "SharePoint Server",
    .principal_id = "00000003-0000-0ff1-ce00-000000000000",
    .metadata_path = "/_layouts/15/metadata/json/1",
    .root_certificate_path = "/_layouts/15/metadata/json/1/rootcertificate",
    .certificate_names_realm = false,
    .resource = {.base_url = "resource",
                 .path = "/_vti_bin/client.svc",
                 .method = "GET",
                 .content_type = "",
                 .body = "",
                 .accepted_status = accepted_status,
                 .refused_status = refused_status,
                 .challenge_has_realm = true,
                 .diagnostics_header = "x-ms-diagnostics"},
    .versions = versions,
    .suites = suites,
    .exemptions = {},
    .remedies =
        {.publish_metadata =
             "The document comes from the Security Token Service application of the farm: check it "
             "with Get-SPServiceApplication and its application pool in IIS.",
         .renew_signing_key =
             "Replace the token signing certificate with Set-SPSecurityTokenServiceConfig "
             "-ImportSigningCertificate (-QueueSigningCertificate announces it first), run "
             "iisreset, "
             "and have the partners refresh their metadata.",
         .agree_on_realm =
             "Get-SPAuthenticationRealm shows the farm's realm; put it into the targets file. When "
             "Set-SPAuthenticationRealm has changed it, every trusted issuer must be registered "
             "again.",
         .renew_tls = "Bind the certificate to the web application's site in IIS.",
         .configure_transport =
             "AllowOAuthOverHttp and AllowMetadataOverHttp of Get-SPSecurityTokenServiceConfig "
             "stay "
             "false; protocol versions and cipher suites are Schannel settings of the server; "
             "bindings are those of IIS."},
    .tokens =
        {.realm_comes_first = true,
         .register_partner =
             "In the SharePoint Management Shell run New-SPTrustedSecurityTokenIssuer -Name <name> "
             "-MetadataEndPoint <url> and grant rights with Set-SPAppPrincipalPermission; the "
             "issuer's certificates must be trusted roots (New-SPTrustedRootAuthority). A new "
             "issuer may take a day without iisreset.",
         .refresh_partner =
             "In the SharePoint Management Shell run Set-SPTrustedSecurityTokenIssuer <name> "
             "-MetadataEndPoint <url>, then iisreset: without it a changed key may take a day.",
         .accept_tokens =
             "Get-SPTrustedSecurityTokenIssuer shows the registered issuer name and realm; bring "
             "the farm to the current security update.",
         .name_partners =
             "Get-SPAuthenticationRealm shows the farm's realm and "
             "Get-SPTrustedSecurityTokenIssuer the issuers; look at proxies that rewrite "
             "WWW-Authenticate."},
    .trust = {.enable_app_only_policy = true,
              .is_trust_broker = true,
              .remedy = "Get-SPTrustedSecurityTokenIssuer shows IsTrustBroker; "
                        "Set-SPAppPrincipalPermission grants rights and sets EnableAppOnlyPolicy."},
    // Without an Accept header the answer is Atom (observed; no row of the facts names the
    // resource).
    .account = {.base_url = "resource",
                .path = "/_api/web/currentuser",
                .method = "GET",
                .account_element = "LoginName"},
    .onboarding = onboarding,
};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
