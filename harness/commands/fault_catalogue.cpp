#include "harness/commands/fault_catalogue.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace s2sconform {

std::filesystem::path installed_fault_catalogue() {
  std::error_code error;
  const std::filesystem::path executable = std::filesystem::read_symlink("/proc/self/exe", error);
  return (executable.parent_path() / S2SCONFORM_DATA_DIRECTORY_FROM_BIN / "catalogue.json")
      .lexically_normal();
}

Expected<FaultCatalogue> load_fault_catalogue(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Unexpected(ConfigurationError{file.string(), "cannot be read",
                                         "name the fault catalogue with --catalogue"});
  }
  try {
    const nlohmann::json json = nlohmann::json::parse(in);
    FaultCatalogue catalogue;
    for (const nlohmann::json& entry : json.at("faults")) {
      catalogue.faults.push_back(
          {entry.at("name"), entry.at("personas"), entry.at("breaks"), entry.at("description")});
    }
    return catalogue;
  } catch (const nlohmann::json::exception& exception) {
    return Unexpected(ConfigurationError{file.string(),
                                         std::string("is no fault catalogue: ") + exception.what(),
                                         "install s2sconform again"});
  }
}

}  // namespace s2sconform
