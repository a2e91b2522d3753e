// What "doctor" finds: one line each, with what to do where something is not right.
#pragma once

#include <string>
#include <vector>

#include "harness/plugins/plugin_loader.h"
#include "harness/suite/subject.h"
#include "harness/targets/target.h"

namespace s2sconform {

enum class Health {
  right,
  note,   // it works, but somebody may expect something else
  wrong,  // runs will suffer from it
};

struct Diagnosis {
  std::string area;     // "plugins", "clock", "TLS"
  std::string subject;  // a plugin's file, a host; may be empty
  Health health = Health::right;
  std::string found;
  std::string remedy;  // where it is not right
};

using Diagnoses = std::vector<Diagnosis>;

// This machine: versions of what is installed, the plugins, the system's CA store, the clock, the
// proxy variables. `needs_system_store`: whether a target is verified with the system's CA store.
// Loads plugins, so before threads.
Diagnoses diagnose_machine(const PluginSearch& plugins, bool needs_system_store);

// Each target: names, connection, TLS, certificate, the answer at the metadata URL, the clocks.
// Sends a GET for the metadata document and opens connections, without tokens and without the
// secret headers of the targets file. An error when a target's CA certificates cannot be loaded.
struct DiagnosedTarget {
  const Target* target = nullptr;
  Diagnoses diagnoses;
  bool interrupted = false;
};
Expected<std::vector<DiagnosedTarget>> diagnose_targets(const std::vector<Peer>& peers,
                                                        int stop_descriptor);

}  // namespace s2sconform
