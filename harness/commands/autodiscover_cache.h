// What Autodiscover answered in earlier runs, for 'exstorage --use-cache'.
#pragma once

#include <filesystem>
#include <string>

#include "harness/base/configuration_error.h"

namespace s2sconform {

class AutodiscoverCache {
 public:
  // In that folder, "autodiscover-cache.json"; an empty folder keeps nothing.
  explicit AutodiscoverCache(std::filesystem::path folder);

  // "" when nothing is known of the mailbox at the target, or the file cannot be read.
  std::string ews_url(const std::string& target, const std::string& address) const;
  // Written whole and renamed; what cannot be written is not kept, and that does no harm.
  void keep(const std::string& target, const std::string& address, const std::string& url) const;

 private:
  std::filesystem::path file_;
};

}  // namespace s2sconform
