// Contoso Chat, as s2sconform is told of it. The description is data: constants, and one function
// that returns them. s2sconform/plugin.h says what each member means.
//
// The values are those of a server of the lab, so that the test passes as it is. Put your product's
// in their place.
#include <s2sconform/plugin.h>

namespace {

using namespace s2sconform::plugin;

constexpr Version versions[] = {
    {.id = "1",
     .display_name = "Contoso Chat 1",
     .dialect = {.name = "contoso-chat", .issuer_realm = {.dns_name = true}},
     .exemptions = {}},
};

constexpr std::string_view suites[] = {"metadata"};

// What does not bind the product. The reason is shown to whoever asks.
constexpr Exemption exemptions[] = {
    {.requirement = "metadata.certificate-expiry",
     .reason = "Contoso Chat renews its key every day"},
};

constexpr Product product{
    .id = "contoso-chat",
    .display_name = "Contoso Chat",
    .principal_id = "00000004-0000-0ff1-ce00-000000000000",
    .metadata_path = "/metadata/json/1",
    .versions = versions,
    .suites = suites,
    .exemptions = exemptions,
    .remedies = {.publish_metadata = "Publish the metadata document of Contoso Chat."},
};

}  // namespace

const Product* s2sconform_plugin_v1() noexcept { return &product; }
