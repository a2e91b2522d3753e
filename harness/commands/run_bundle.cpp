#include "harness/commands/run_bundle.h"

#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/base/sha256.h"
#include "harness/bundle/bundle.h"
#include "harness/commands/evidence_folder.h"
#include "harness/commands/run_reports.h"
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
  std::vector<BundledPlugin> used;
  std::set<std::string> known;
  for (const PlannedTarget& planned : plan.targets) {
    if (!known.insert(planned.target->product).second) continue;
    const Expected<LoadedPlugin> plugin = plugins.find(planned.target->product);
    if (!plugin) continue;  // the plan has found it: it is there
    const std::optional<HashedFile> hashed = hash_file(plugin->file);
    used.push_back(
        {planned.target->product, plugin->file.string(), hashed ? hashed->sha256 : sha256_of("")});
  }
  return used;
}

std::vector<std::string> probes_of(const PlannedTarget& planned, const TargetProbed& probed) {
  std::vector<std::string> names;
  for (const PlannedProbes& each : planned.probes) {
    const std::string suite(each.suite->id);
    if (std::find(probed.suites.begin(), probed.suites.end(), suite) == probed.suites.end()) {
      continue;
    }
    for (const Probe* probe : each.probes) names.push_back(suite + "/" + std::string(probe->name));
  }
  return names;
}

void enter_shards(const RunHeader& header, Manifest& manifest) {
  const auto bundled = [&](const Shard& shard) {
    return BundledShard{shard.index, shard.total, header.division[shard.index - 1]};
  };
  if (header.shard) manifest.shard = bundled(*header.shard);
  for (const Shard& shard : header.missing_shards) {
    manifest.missing_shards.push_back(bundled(shard));
  }
}

// Of a file that this program has written into the folder.
Expected<BundledFile> describe(const OutputFolder& folder, const std::string& name) {
  const fs::path file = folder.path() / name;
  const std::optional<HashedFile> hashed = hash_file(file);
  if (!hashed) return Unexpected(ConfigurationError{file.string(), "cannot be read", "run again"});
  return BundledFile{name, hashed->bytes, hashed->sha256};
}

}  // namespace

Expected<void> begin_bundle(const OutputFolder& folder, std::string_view targets) {
  std::error_code error;
  const Expected<Bundle> old = Bundle::open(folder.path());
  const fs::path manifest = folder.path() / "manifest.json";
  if (!fs::remove(manifest, error) && error) {
    return Unexpected(ConfigurationError{manifest.string(), "cannot be removed: " + error.message(),
                                         "name another output folder"});
  }
  if (old) {
    for (const BundledTarget& target : old->manifest().targets) {
      fs::remove(folder.path() / target.har, error);
    }
  }
  for (const char* name : report_names) fs::remove(folder.path() / name, error);
  folder.remove_leftovers();
  const auto written = folder.write("targets.json", [&](std::ostream& out) { out << targets; });
  if (!written) return Unexpected(written.error());
  return {};
}

Expected<void> write_bundle(const OutputFolder& folder, const RunResult& result,
                            const ProbedTargets& probed, const Plan& plan,
                            const std::vector<Suite>& suites, const RunHeader& header,
                            PluginRegistry& plugins, const EvidenceFolder& evidence) {
  auto reports = write_reports(
      folder, result, [&](const std::string& target) { return evidence.load_for_report(target); });
  if (!reports) return Unexpected(reports.error());
  Manifest manifest;
  manifest.run_id = result.run_id;
  manifest.harness_version = result.harness_version;
  manifest.libraries = library_versions();
  manifest.plugins = plugins_of(plan, plugins);
  manifest.suites_sha256 = suites_hash(suites);
  manifest.targets_file = result.targets_file;
  manifest.targets_sha256 = header.targets_sha256;
  manifest.started = result.started;
  manifest.ended = result.ended;
  manifest.interrupted = result.interrupted;
  manifest.selected_targets = header.selected_targets;
  manifest.selected_suites = header.selected_suites;
  manifest.selected_requirements = header.selected_requirements;
  manifest.required = header.required;
  manifest.read_only = header.read_only;
  enter_shards(header, manifest);
  manifest.files = std::move(*reports);
  for (const char* name : {"targets.json", journal_name}) {
    Expected<BundledFile> file = describe(folder, name);
    if (!file) return Unexpected(file.error());
    manifest.files.push_back(std::move(*file));
  }
  for (const PlannedTarget& planned : plan.targets) {
    const auto found = probed.find(planned.target->name);
    if (found == probed.end()) continue;
    const TargetProbed& target = found->second;
    const std::string name = EvidenceFolder::name_of(target.target);
    manifest.files.push_back({name, target.har_bytes, target.har_sha256});
    manifest.targets.push_back(
        {target.target, name, probes_of(planned, target), target.clock_offset, target.asked_since});
  }
  const auto written =
      folder.write("manifest.json", [&](std::ostream& out) { write_manifest(manifest, out); });
  if (!written) return Unexpected(written.error());
  return {};
}

Expected<std::string> read_recorded_targets(const fs::path& folder) {
  constexpr std::size_t largest = 64 * 1024 * 1024;
  const fs::path file = folder / "targets.json";
  auto text = read_bounded_file(file, largest);
  if (text) return std::move(*text);
  return Unexpected(ConfigurationError{file.string(), text.error().text, "run again"});
}

Selection selection_of(const RunHeader& header) {
  return {header.selected_targets, header.selected_suites, header.selected_requirements,
          header.required, header.read_only};
}

Expected<void> check_same_suites(const RunHeader& header, const std::vector<Suite>& suites,
                                 const fs::path& folder) {
  if (header.harness_version == S2SCONFORM_VERSION && header.suites_sha256 == suites_hash(suites)) {
    return {};
  }
  return Unexpected(ConfigurationError{
      (folder / journal_name).string(),
      "is of another version of s2sconform (" + header.harness_version + ") or of its suites",
      "use that, or run again"});
}

}  // namespace s2sconform
