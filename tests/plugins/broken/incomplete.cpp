// A plugin whose description lacks its versions.
#include <s2sconform/plugin.h>

namespace {

constexpr std::string_view suites[] = {"metadata"};
constexpr s2sconform::plugin::Product product{
    .id = "incomplete",
    .display_name = "Incomplete",
    .principal_id = "0000000a-0000-0ff1-ce00-000000000000",
    .metadata_path = "/metadata/json/1",
    .suites = suites};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
