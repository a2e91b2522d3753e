// What stands beside the files of a bundle: the whole record of one run, in one folder.
//
//   manifest.json      this; described by manifest.schema.json beside this file
//   results.json       the verdicts
//   targets.json       what was tested, as far as judging needs it (TargetsFile::recordable)
//   har/<target>.har   the exchanges, redacted
//   junit.xml, …       the other reports
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "harness/base/configuration_error.h"

namespace s2sconform {

struct BundledFile {
  std::string name;  // relative to the bundle: "har/exchange.har"
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct BundledTarget {
  std::string name;
  std::string har;                  // a file's name
  std::vector<std::string> probes;  // that ran: "metadata/document"
  // The server's clock less ours (server_clock.h); nullopt: it sent no Date.
  std::optional<std::chrono::milliseconds> clock_offset;
  // When the shard began that has asked it, in a merged run; nullopt: with the run.
  std::optional<std::chrono::system_clock::time_point> asked_since{};
};

struct BundledPlugin {
  std::string product;
  std::string file;
  std::string sha256;
};

// A part of a divided run, counted from 1.
struct BundledShard {
  std::size_t index = 1;
  std::size_t total = 1;
  std::vector<std::string> targets;  // names, whether they were probed or not
};

struct Manifest {
  std::string run_id;
  std::string harness_version;
  std::map<std::string, std::string> libraries;  // "libcurl": "7.88.1"
  std::vector<BundledPlugin> plugins;
  std::string suites_sha256;  // harness/suite/suites_hash.h
  std::string targets_file;
  std::string targets_sha256;  // of the targets file as it was read
  std::chrono::system_clock::time_point started;
  std::chrono::system_clock::time_point ended;
  bool interrupted = false;
  // What the run was asked for: shell patterns, see Selection of harness/run/plan.h.
  std::vector<std::string> selected_targets, selected_suites, selected_requirements, required;
  bool read_only = false;
  std::optional<BundledShard> shard;         // that the run is
  std::vector<BundledShard> missing_shards;  // of a merged run
  std::vector<BundledTarget> targets;
  std::vector<BundledFile> files;  // all but the manifest itself
};

void write_manifest(const Manifest& manifest, std::ostream& out);

// `file` is for messages.
Expected<Manifest> read_manifest(const std::string& text, const std::string& file);

}  // namespace s2sconform
