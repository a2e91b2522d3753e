#include "harness/commands/run_bundle.h"

#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <openssl/crypto.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/base/sha256.h"
#include "harness/bundle/bundle.h"
#include "harness/evidence/har.h"
#include "harness/evidence/server_clock.h"
#include "harness/suite/suites_hash.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> library_versions() {
  return {{"libcurl", curl_version_info(CURLVERSION_NOW)->version},
          {"libxml2", LIBXML_DOTTED_VERSION},
          {"nlohmann/json", std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                                std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                                std::to_string(NLOHMANN_JSON_VERSION_PATCH)},
          {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)}};
}

std::vector<BundledPlugin> plugins_of(const Plan& plan, PluginRegistry& plugins) {
  constexpr std::size_t largest = 256 * 1024 * 1024;
  std::vector<BundledPlugin> used;
  std::set<std::string> known;
  for (const PlannedTarget& planned : plan.targets) {
    if (!known.insert(planned.target->product).second) continue;
    const Expected<LoadedPlugin> plugin = plugins.find(planned.target->product);
    if (!plugin) continue;  // the plan has found it: it is there
    const auto bytes = read_bounded_file(plugin->file, largest);
    used.push_back({planned.target->product, plugin->file.string(),
                    sha256_of(bytes ? std::string_view(*bytes) : std::string_view())});
  }
  return used;
}

std::vector<std::string> probes_of(const PlannedTarget& planned) {
  std::vector<std::string> names;
  for (const PlannedProbes& each : planned.probes) {
    for (const Probe* probe : each.probes) {
      names.push_back(std::string(each.suite->id) + "/" + std::string(probe->name));
    }
  }
  return names;
}

}  // namespace

Expected<void> clear_bundle(const OutputFolder& folder) {
  const fs::path file = folder.path() / "manifest.json";
  std::error_code error;
  if (!fs::exists(file, error)) return {};
  const Expected<Bundle> old = Bundle::open(folder.path());
  if (old) {
    for (const BundledTarget& target : old->manifest().targets) {
      fs::remove(folder.path() / target.har, error);
    }
  }
  if (!fs::remove(file, error) && error) {
    return Unexpected(ConfigurationError{file.string(), "cannot be removed: " + error.message(),
                                         "name another output folder"});
  }
  return {};
}

Expected<void> write_bundle(const OutputFolder& folder, const CompletedRun& completed,
                            const Plan& plan, const std::vector<Suite>& suites,
                            const Selection& selection, const TargetsFile& targets,
                            PluginRegistry& plugins, std::vector<BundledFile> reports) {
  const RunResult& result = completed.result;
  Manifest manifest;
  manifest.run_id = result.run_id;
  manifest.harness_version = result.harness_version;
  manifest.libraries = library_versions();
  manifest.plugins = plugins_of(plan, plugins);
  manifest.suites_sha256 = suites_hash(suites);
  manifest.targets_file = result.targets_file;
  manifest.targets_sha256 = targets.sha256;
  manifest.started = result.started;
  manifest.ended = result.ended;
  manifest.interrupted = result.interrupted;
  manifest.selected_targets = selection.targets;
  manifest.selected_suites = selection.suites;
  manifest.selected_requirements = selection.requirements;
  manifest.required = selection.required;
  manifest.read_only = selection.read_only;
  manifest.files = std::move(reports);

  auto written =
      folder.write("targets.json", [&](std::ostream& out) { out << targets.recordable; });
  if (!written) return Unexpected(written.error());
  manifest.files.push_back({"targets.json", written->bytes, written->sha256});

  const Expected<OutputFolder> archives = OutputFolder::open(folder.path() / "har");
  if (!archives) return Unexpected(archives.error());
  for (std::size_t index = 0; index < plan.targets.size(); ++index) {
    const PlannedTarget& planned = plan.targets[index];
    const Evidence& evidence = completed.evidence[index];
    const std::string name = planned.target->name + ".har";
    written = archives->write(name, [&](std::ostream& out) {
      write_har(planned.target->name, evidence, result.harness_version, out);
    });
    if (!written) return Unexpected(written.error());
    manifest.files.push_back({"har/" + name, written->bytes, written->sha256});
    manifest.targets.push_back(
        {planned.target->name, "har/" + name, probes_of(planned), server_clock_offset(evidence)});
  }
  written =
      folder.write("manifest.json", [&](std::ostream& out) { write_manifest(manifest, out); });
  if (!written) return Unexpected(written.error());
  return {};
}

}  // namespace s2sconform
