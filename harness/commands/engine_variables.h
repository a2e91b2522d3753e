// Which shard of a run this process is, as the engine that started it says in the environment.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "harness/base/configuration_error.h"
#include "harness/verdict/run_result.h"

namespace s2sconform {

// No more shards than this: an engine's largest array is smaller.
inline constexpr std::size_t most_shards = 100'000;

struct EngineShard {
  Shard shard;
  std::string engine;       // "GitLab"
  std::string status_file;  // to be created, by who takes account of the shard; empty: none
};

// The value of an environment variable; nullopt where it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// Of GoogleTest and Bazel, GitLab, Azure DevOps, a Kubernetes indexed Job, and a Slurm array. A
// variable that is set to nothing counts as not set. An error when no engine says it, or more than
// one, or when what it says is no shard.
Expected<EngineShard> shard_of_engine(const Environment& environment);

// "2/3" of the command line. An error when it is no shard.
Expected<Shard> parse_shard(const std::string& text);

}  // namespace s2sconform
