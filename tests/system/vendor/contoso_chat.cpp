// An invented fourth product. It speaks the documents of a real one, so that the lab can stand in for it.
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

constexpr Exemption exemptions[] = {
    {.requirement = "metadata.certificate-expiry", .reason = "Contoso Chat rolls its key every day"},
};

constexpr Product product{
    .id = "contoso-chat",
    .display_name = "Contoso Chat",
    .principal_id = "00000004-0000-0ff1-ce00-000000000000",
    .metadata_path = "/metadata/json/1",
    .versions = versions,
    .suites = suites,
    .exemptions = exemptions,
    .remedies = {.publish_metadata = "Run contoso-chat publish."},
};

}  // namespace

const Product* s2sconform_plugin_v1() noexcept { return &product; }
