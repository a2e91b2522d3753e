// The CA certificates that a target names, looked at before the run: a wrong name would otherwise
// show as a server that nothing trusts.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace s2sconform {

// What is wrong with a PEM file of CA certificates; nullopt when it holds at least one.
std::optional<std::string> problem_of_ca_file(const std::filesystem::path& file);

// What is wrong with a folder of CA certificates; nullopt when it holds at least one under the name
// that OpenSSL looks for: its subject's hash, '.' and a number.
std::optional<std::string> problem_of_ca_directory(const std::filesystem::path& directory);

}  // namespace s2sconform
