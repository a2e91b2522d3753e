// A third-party security token server in the manner of ACS: facts sections 2.1 (M-j), 2.2 and 7.
#include <s2sconform/plugin.h>

namespace {

using namespace s2sconform::plugin;

constexpr MetadataDialect dialect{
    .name = "acs",
    .service_name = Presence::optional,
    .issuer = Presence::required,
    .id = Presence::optional,
    .version = Presence::required,
    .name_member = Presence::required,
    .realm = Presence::required,
    .allowed_audiences = Presence::required,
    .endpoints = Presence::required,
    .key_info = KeyInfoPlace::inside_key_value,
    .issuer_realm = {.wildcard = false, .dns_name = true, .guid = true},
};

constexpr Version versions[] = {
    {.id = "1", .display_name = "Token server", .dialect = dialect, .exemptions = {}},
};

constexpr std::string_view suites[] = {"metadata", "transport", "token-server"};

constexpr Product product{
    .id = "token-server",
    .display_name = "Third-party token server",
    .principal_id = "00000001-0000-0000-c000-000000000000",
    .metadata_path = "/metadata/json/1",
    .root_certificate_path = "",
    .certificate_names_realm = false,
    .resource = {},
    .versions = versions,
    .suites = suites,
    .exemptions = {},
    .remedies =
        {.publish_metadata = "Products import the document with New-AuthServer (Exchange) and "
                             "New-CsOAuthServer (Lync): both need it served at its URL.",
         .renew_signing_key =
             "Publish the new certificate beside the old one, and have the products read the "
             "document again (Set-AuthServer -RefreshAuthMetadata).",
         .agree_on_realm =
             "Compare the realm in the document with the products' Get-AuthServer and "
             "Get-CsOAuthServer.",
         .renew_tls = "",
         .configure_transport = ""},
    .tokens =
        {.register_partner =
             "Register the client and its certificate or secret at the token server, and the token "
             "server at the product (New-AuthServer, New-CsOAuthServer).",
         .refresh_partner = "Have the product read the token server's document again "
                            "(Set-AuthServer -RefreshAuthMetadata).",
         .accept_tokens = "",
         .name_partners = ""},
};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
