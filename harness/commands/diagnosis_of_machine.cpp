#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <openssl/crypto.h>
#include <openssl/x509.h>
#include <sys/timex.h>
#include <time.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "harness/base/utc_text.h"
#include "harness/commands/diagnosis.h"
#include "harness/targets/ca_files.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

Diagnosis installed() {
  const curl_version_info_data* curl = curl_version_info(CURLVERSION_NOW);
  std::string text = "s2sconform " S2SCONFORM_VERSION " with libcurl ";
  text += curl->version;
  text += curl->ssl_version ? std::string(" (") + curl->ssl_version + ")" : "";
  text += std::string(", ") + OpenSSL_version(OPENSSL_VERSION);
  text += ", libxml2 " LIBXML_DOTTED_VERSION;
  text += ", nlohmann/json " + std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
          std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
          std::to_string(NLOHMANN_JSON_VERSION_PATCH);
  text += ", plugin API " + std::to_string(plugin::api_version);
  Diagnosis diagnosis{"installed", "", Health::right, text, ""};
  if ((curl->features & CURL_VERSION_HTTP2) == 0) {
    diagnosis.health = Health::note;
    diagnosis.remedy = "install a libcurl with HTTP/2 for targets that ask for it";
  }
  return diagnosis;
}

std::vector<fs::path> plugin_files(const PluginSearch& search, Diagnoses& found) {
  std::vector<fs::path> files = search.files;
  for (const fs::path& folder : search.directories) {
    std::error_code error;
    std::set<fs::path> sorted;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      if (entry->path().extension() == ".so") sorted.insert(entry->path());
    }
    if (error) {
      found.push_back({"plugins", folder.string(), Health::wrong, error.message(),
                       "install the package again, or name an existing folder"});
    }
    files.insert(files.end(), sorted.begin(), sorted.end());
  }
  return files;
}

void diagnose_plugins(const PluginSearch& search, Diagnoses& found) {
  std::set<std::string, std::less<>> seen;
  for (const fs::path& file : plugin_files(search, found)) {
    const Expected<LoadedPlugin> plugin = load_plugin(file);
    if (!plugin) {
      found.push_back(
          {"plugins", file.string(), Health::wrong, plugin.error().problem, plugin.error().remedy});
      continue;
    }
    const plugin::Product& product = *plugin->product;
    std::string versions;
    for (const plugin::Version& version : product.versions) {
      versions += (versions.empty() ? "" : ", ") + std::string(version.id);
    }
    Diagnosis diagnosis{"plugins", file.string(), Health::right,
                        std::string(product.id) + ": " + std::string(product.display_name) +
                            ", versions " + versions,
                        ""};
    if (!seen.emplace(product.id).second) {
      diagnosis.health = Health::note;
      diagnosis.found += "; not used: an earlier file describes the same product";
      diagnosis.remedy = "remove one of the two";
    } else if (product.structure_size < sizeof(plugin::Product)) {
      diagnosis.health = Health::note;
      diagnosis.found += "; built against an older header of this API version";
      diagnosis.remedy = "build it again to describe what newer suites ask";
    }
    found.push_back(diagnosis);
  }
  if (seen.empty()) {
    found.push_back({"plugins", "", Health::wrong, "there are none", "install the package again"});
  }
}

Diagnosis diagnose_ca_store(bool is_needed) {
  const char* named_file = std::getenv(X509_get_default_cert_file_env());
  const char* named_folder = std::getenv(X509_get_default_cert_dir_env());
  const std::string file = named_file ? named_file : X509_get_default_cert_file();
  const std::string folder = named_folder ? named_folder : X509_get_default_cert_dir();
  Diagnosis diagnosis{"CA store", folder, Health::right, "the system's CA store has certificates",
                      ""};
  const auto in_folder = problem_of_ca_directory(folder);
  const auto in_file = problem_of_ca_file(file);
  if (!in_folder) return diagnosis;
  if (!in_file) {
    diagnosis.subject = file;
    return diagnosis;
  }
  diagnosis.health = is_needed ? Health::wrong : Health::note;
  diagnosis.found = "the system's CA store has no certificate";
  diagnosis.remedy = "install the package ca-certificates, or name a ca_file for each target";
  return diagnosis;
}

// The newest time at which a file of ours was put where it is: it was not later than now.
fs::file_time_type installed_at() {
  std::error_code error;
  const auto time = fs::last_write_time(fs::read_symlink("/proc/self/exe", error), error);
  return error ? fs::file_time_type::min() : time;
}

Diagnosis diagnose_clock() {
  const auto now = std::chrono::system_clock::now();
  Diagnosis diagnosis{"clock", "", Health::right, "it is " + utc_to_seconds(now) + " UTC", ""};
  timex state{};
  const bool is_kept = ::adjtimex(&state) != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
  // An hour's grace: a file system may keep local time.
  if (fs::file_time_type::clock::now() + std::chrono::hours(1) < installed_at()) {
    diagnosis.health = Health::wrong;
    diagnosis.found += ", which is before this program was built";
    diagnosis.remedy = "set the clock: tokens and certificates are judged by it";
  } else if (!is_kept) {
    diagnosis.health = Health::note;
    diagnosis.found += "; the kernel does not know that anything keeps the clock";
    diagnosis.remedy = "let it be kept by NTP (systemd-timesyncd, chrony) where nothing else does";
  }
  return diagnosis;
}

void diagnose_proxy_variables(Diagnoses& found) {
  for (const char* name :
       {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy"}) {
    const char* value = std::getenv(name);
    if (!value || !*value) continue;
    // The value is not shown: it may hold a password.
    found.push_back({"proxy", name, Health::note,
                     "is set, and a run goes by the targets file alone",
                     "name the proxy there (\"proxy\") for the targets that need it"});
  }
}

}  // namespace

Diagnoses diagnose_machine(const PluginSearch& plugins, bool needs_system_store) {
  Diagnoses found{installed()};
  diagnose_plugins(plugins, found);
  found.push_back(diagnose_ca_store(needs_system_store));
  found.push_back(diagnose_clock());
  diagnose_proxy_variables(found);
  return found;
}

}  // namespace s2sconform
