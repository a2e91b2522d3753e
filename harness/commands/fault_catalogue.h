// The lab's catalogue of faults, as data: which deviation breaks which requirements.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/configuration_error.h"

namespace s2sconform {

struct Fault {
  std::string name;
  std::vector<std::string> personas;
  std::vector<std::string> breaks;  // requirement ids
  std::string description;
};

struct FaultCatalogue {
  std::vector<Fault> faults;
};

// The catalogue that is installed with the harness.
std::filesystem::path installed_fault_catalogue();

Expected<FaultCatalogue> load_fault_catalogue(const std::filesystem::path& file);

}  // namespace s2sconform
