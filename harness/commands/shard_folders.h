// The output folders of a divided run's shards, read back to be merged.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/commands/evidence_folder.h"
#include "harness/journal/journal.h"

namespace s2sconform {

struct ShardFolder {
  std::filesystem::path folder;
  JournalContent recorded;
  std::string targets;  // the text of its targets.json
};

// In the order of the shards, some of which may not be there. An error where one is still running,
// or is no shard, or where they are not all different shards of one division of the same targets,
// by the same version with the same selection. Nothing in the folders is changed.
Expected<std::vector<ShardFolder>> read_shards(const std::vector<std::string>& folders);

// What the merged run's journal begins with.
RunHeader merged_header(const std::vector<ShardFolder>& shards);

// Copies the shards' archives, each held to its hash in its journal.
Expected<void> copy_archives(const std::vector<ShardFolder>& shards, const EvidenceFolder& merged);

// Appends everything that has happened in the shards.
Expected<void> append_events(const std::vector<ShardFolder>& shards, const RunHeader& merged,
                             Journal& journal);

}  // namespace s2sconform
