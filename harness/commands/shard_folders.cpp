#include "harness/commands/shard_folders.h"

#include <algorithm>
#include <utility>

#include "harness/base/bounded_file.h"
#include "harness/base/guid.h"
#include "harness/base/sha256.h"
#include "harness/commands/run_bundle.h"

namespace s2sconform {
namespace {

Unexpected refused(const ShardFolder& shard, std::string problem, std::string remedy) {
  return Unexpected(
      ConfigurationError{shard.folder.string(), std::move(problem), std::move(remedy)});
}

Expected<ShardFolder> read_shard(const std::filesystem::path& folder) {
  Expected<JournalContent> recorded = Journal::read(folder);
  if (!recorded) return Unexpected(recorded.error());
  ShardFolder shard{folder, std::move(*recorded), {}};
  if (!shard.recorded.header.shard) {
    return refused(shard, "is of a run that was not divided",
                   "name the output folders of 's2sconform run --shard'");
  }
  Expected<std::string> targets = read_recorded_targets(folder);
  if (!targets) return Unexpected(targets.error());
  shard.targets = std::move(*targets);
  return shard;
}

bool have_same_selection(const RunHeader& one, const RunHeader& other) {
  return one.selected_targets == other.selected_targets &&
         one.selected_suites == other.selected_suites &&
         one.selected_requirements == other.selected_requirements &&
         one.required == other.required && one.read_only == other.read_only;
}

// Whether `shard` is of the run that `first` is of.
Expected<void> check_same_run(const ShardFolder& first, const ShardFolder& shard) {
  const RunHeader& one = first.recorded.header;
  const RunHeader& other = shard.recorded.header;
  const std::string than = " than " + first.folder.string();
  const std::string remedy = "merge the shards of one run";
  if (one.harness_version != other.harness_version) {
    return refused(shard,
                   "is of another version of s2sconform (" + other.harness_version + ")" + than +
                       " (" + one.harness_version + ")",
                   "run all shards with one version");
  }
  if (one.suites_sha256 != other.suites_sha256) {
    return refused(shard, "is of other suites" + than, "run all shards with one version");
  }
  if (one.targets_sha256 != other.targets_sha256 || first.targets != shard.targets) {
    return refused(shard, "is of another targets file" + than, remedy);
  }
  if (!have_same_selection(one, other)) {
    return refused(
        shard, "has selected other targets, suites or requirements, or other ways to judge" + than,
        remedy);
  }
  if (one.shard->total != other.shard->total) {
    return refused(shard,
                   "is shard " + other.shard->text() + ", and " + first.folder.string() +
                       " is shard " + one.shard->text(),
                   remedy);
  }
  if (one.division != other.division) {
    return refused(shard, "has divided the targets otherwise" + than,
                   "name the same --timings for all shards, or none");
  }
  return {};
}

Expected<void> check_all_different(const std::vector<ShardFolder>& shards) {
  for (std::size_t number = 1; number < shards.size(); ++number) {
    const Shard& own = *shards[number].recorded.header.shard;
    if (own != *shards[number - 1].recorded.header.shard) continue;
    return refused(shards[number],
                   "is shard " + own.text() + ", and so is " + shards[number - 1].folder.string(),
                   "name each shard once");
  }
  return {};
}

}  // namespace

Expected<std::vector<ShardFolder>> read_shards(const std::vector<std::string>& folders) {
  std::vector<ShardFolder> shards;
  for (const std::string& folder : folders) {
    Expected<ShardFolder> shard = read_shard(folder);
    if (!shard) return Unexpected(shard.error());
    if (!shards.empty()) {
      if (auto same = check_same_run(shards.front(), *shard); !same) {
        return Unexpected(same.error());
      }
    }
    shards.push_back(std::move(*shard));
  }
  std::stable_sort(shards.begin(), shards.end(), [](const auto& one, const auto& other) {
    return one.recorded.header.shard->index < other.recorded.header.shard->index;
  });
  if (auto different = check_all_different(shards); !different) {
    return Unexpected(different.error());
  }
  return shards;
}

RunHeader merged_header(const std::vector<ShardFolder>& shards) {
  RunHeader header = shards.front().recorded.header;
  header.run_id = random_guid();
  header.shard.reset();
  auto next = shards.begin();
  const std::size_t total = header.division.size();
  for (std::size_t index = 1; index <= total; ++index) {
    if (next == shards.end() || next->recorded.header.shard->index != index) {
      header.missing_shards.push_back({index, total});
      continue;
    }
    header.started = std::min(header.started, next->recorded.header.started);
    ++next;
  }
  return header;
}

Expected<void> copy_archives(const std::vector<ShardFolder>& shards, const EvidenceFolder& merged) {
  for (const ShardFolder& shard : shards) {
    for (const auto& [target, probed] : shard.recorded.probed) {
      const std::filesystem::path name = EvidenceFolder::name_of(target);
      const auto text = read_bounded_file(shard.folder / name, largest_archive);
      if (!text || sha256_of(*text) != probed.har_sha256) {
        return Unexpected(
            ConfigurationError{(shard.folder / name).string(),
                               text ? "is not what the run has recorded" : text.error().text,
                               "copy the shard's folder again, or run the shard again"});
      }
      const auto written =
          merged.folder().write(name.filename().string(), [&](std::ostream& out) { out << *text; });
      if (!written) return Unexpected(written.error());
    }
  }
  return {};
}

Expected<void> append_events(const std::vector<ShardFolder>& shards, const RunHeader& merged,
                             Journal& journal) {
  RunEnded end{merged.started, false};
  for (const ShardFolder& shard : shards) {
    const JournalContent& recorded = shard.recorded;
    std::vector<RunEvent> events(recorded.deaths.begin(), recorded.deaths.end());
    for (const auto& [target, probed] : recorded.probed) {
      TargetProbed& copy = std::get<TargetProbed>(events.emplace_back(probed));
      if (recorded.header.started != merged.started) copy.asked_since = recorded.header.started;
    }
    for (const RunEvent& event : events) {
      if (auto appended = journal.append(event); !appended) return appended;
    }
    for (const VerdictView verdict : recorded.verdicts) {
      if (auto appended = journal.append(verdict.copy()); !appended) return appended;
    }
    if (!recorded.ended) continue;
    end.at = std::max(end.at, recorded.ended_at);
    end.interrupted = end.interrupted || recorded.interrupted;
  }
  return journal.append(end);
}

}  // namespace s2sconform
