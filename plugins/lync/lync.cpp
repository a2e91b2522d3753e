// Lync Server 2013 and Skype for Business Server. Constants, path and challenge: facts sections 1
// and 4.1 (C-n). No document of it was ever captured (facts, hole 1): every member that is not
// needed to import it is optional here, and any place for the key information is taken.
#include <s2sconform/plugin.h>

namespace {

using namespace s2sconform::plugin;

constexpr MetadataDialect dialect{
    .name = "lync",
    .service_name = Presence::optional,
    .issuer = Presence::optional,
    .id = Presence::optional,
    .version = Presence::optional,
    .name_member = Presence::optional,
    .realm = Presence::optional,
    .allowed_audiences = Presence::optional,
    .endpoints = Presence::optional,
    .key_info = KeyInfoPlace::any,
    .issuer_realm = {.wildcard = false, .dns_name = true, .guid = false},
};

constexpr Version versions[] = {
    {.id = "lync-2013", .display_name = "Lync Server 2013", .dialect = dialect, .exemptions = {}},
    {.id = "skype-for-business-2015",
     .display_name = "Skype for Business Server 2015",
     .dialect = dialect,
     .exemptions = {}},
    {.id = "skype-for-business-2019",
     .display_name = "Skype for Business Server 2019",
     .dialect = dialect,
     .exemptions = {}},
};

constexpr std::string_view suites[] = {"metadata", "transport", "token", "trust", "partners"};

constexpr unsigned accepted_status[] = {200};
constexpr unsigned refused_status[] = {401, 403};

constexpr std::string_view shell = "Lync Server or Skype for Business Server Management Shell";

constexpr OnboardingStep onboarding[] = {
    {"The partner application", shell,
     "New-CsPartnerApplication -Identity {name} -ApplicationTrustLevel {level} -MetadataUrl "
     "{metadata_url} -AcceptSecurityIdentifierInformation {accept_sid} -Enabled {enabled}",
     "Remove-CsPartnerApplication -Identity {name}"},
};

constexpr Product product{
    .id = "lync",
    .display_name = "Lync Server / Skype for Business Server",
    .principal_id = "00000004-0000-0ff1-ce00-000000000000",
    .metadata_path = "/metadata/json/1",
    .root_certificate_path = "",
    .certificate_names_realm = true,
    .resource = {.base_url = "resource",
                 .path = "/Autodiscover/AutodiscoverService.svc/root/oauth/user",
                 .method = "GET",
                 .content_type = "",
                 .body = "",
                 .accepted_status = accepted_status,
                 .refused_status = refused_status,
                 .challenge_has_realm = false,
                 .diagnostics_header = "X-Ms-diagnostics"},
    .versions = versions,
    .suites = suites,
    .exemptions = {},
    .remedies =
        {.publish_metadata =
             "In the management shell, Get-CsOAuthConfiguration and Get-CsCertificate -Type "
             "OAuthTokenIssuer show what is published; Enable-CsComputer on each Front End repairs "
             "the web components.",
         .renew_signing_key = "Request a certificate with Request-CsCertificate -New -Type "
                              "OAuthTokenIssuer, assign it "
                              "with Set-CsCertificate -Identity global -Type OAuthTokenIssuer "
                              "-Thumbprint <thumbprint> "
                              "-Roll -EffectiveDate <at least 24 hours before the old one ends>, "
                              "and have the partners "
                              "refresh their metadata.",
         .agree_on_realm =
             "Get-CsOAuthConfiguration shows the realm, the default SIP domain unless "
             "Set-CsOAuthConfiguration -Realm has changed it; put it into the targets file.",
         .renew_tls =
             "Request and assign the web services' certificate with Request-CsCertificate and "
             "Set-CsCertificate -Type WebServicesInternal or WebServicesExternal.",
         .configure_transport = "Protocol versions and cipher suites are Schannel settings of each "
                                "Front End and of the "
                                "reverse proxy before it; bindings are those of IIS. Restart the "
                                "server after a change."},
    // Which Lync resource takes server-to-server tokens is not documented (facts, hole 2).
    .tokens =
        {.acceptance_is_documented = false,
         .register_partner =
             "In the Lync Server Management Shell run New-CsPartnerApplication -Identity <name> "
             "-ApplicationTrustLevel Full -MetadataUrl <url>; Get-CsPartnerApplication shows "
             "whether it is enabled.",
         .refresh_partner =
             "In the Lync Server Management Shell run Set-CsPartnerApplication <name> -MetadataUrl "
             "<url>, which reads the metadata document again.",
         .accept_tokens =
             "Get-CsPartnerApplication shows trust level and realm, Get-CsOAuthConfiguration the "
             "server's own; bring the server to the current cumulative update.",
         .name_partners = "Compare Get-CsPartnerApplication and Get-CsOAuthConfiguration with the "
                          "challenge; a reverse proxy may have rewritten it."},
    // No source names a resource whose answer to a server's token tells whose account it is.
    .trust = {.application_trust_level = true,
              .enabled = true,
              .accept_security_identifier_information = true,
              .use_oauth_server = true,
              .certificate_only = true,
              .remedy = "Get-CsPartnerApplication shows level and switches; "
                        "Set-CsPartnerApplication -Identity <name> -ApplicationTrustLevel "
                        "Full|Application|User, -Enabled and -AcceptSecurityIdentifierInformation "
                        "change them."},
    .account = {},
    .keeps = Keeps::conversations,
    .onboarding = onboarding,
};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
