// A plugin that starts a thread when it is loaded.
#include <s2sconform/plugin.h>
#include <unistd.h>

#include <thread>

namespace {

struct Starts {
  Starts() {
    std::thread([] { ::pause(); }).detach();
  }
};

const Starts starts;
constexpr std::string_view suites[] = {"metadata"};
constexpr s2sconform::plugin::Version versions[] = {
    {.id = "1", .display_name = "One", .dialect = {.name = "threading"}}};
constexpr s2sconform::plugin::Product product{
    .id = "threading",
    .display_name = "Threading",
    .principal_id = "0000000a-0000-0ff1-ce00-000000000000",
    .metadata_path = "/metadata/json/1",
    .versions = versions,
    .suites = suites};

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return &product; }
