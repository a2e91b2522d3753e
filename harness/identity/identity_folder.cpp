#include "harness/identity/identity_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "harness/base/bounded_file.h"
#include "harness/identity/key_files.h"

namespace s2sconform {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_document = 1024 * 1024;

Unexpected failed(const fs::path& file, int error) {
  return Unexpected(ConfigurationError{file.string(), std::strerror(error),
                                       "name a folder that you may write to"});
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Expected<SigningKey> load_pair(const fs::path& folder, const char* key, const char* certificate) {
  auto loaded = load_pem_key(folder / key, folder / certificate, Secret());
  if (loaded) return std::move(*loaded);
  return Unexpected(ConfigurationError{folder.string(), loaded.error(),
                                       "'s2sconform identity new' makes an identity"});
}

}  // namespace

Expected<void> write_identity_file(const fs::path& file, std::string_view text, bool is_private,
                                   bool replaced) {
  if (!replaced && fs::exists(fs::symlink_status(file))) {
    return Unexpected(ConfigurationError{file.string(), "is there already",
                                         "name another folder: a key that partners know must not "
                                         "be lost"});
  }
  const fs::path temporary = file.string() + ".new";
  ::unlink(temporary.c_str());
  const mode_t mode = is_private ? 0600 : 0644;
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) return failed(file, errno);
  const bool written = write_all(descriptor, text) && ::fsync(descriptor) == 0;
  int error = errno;
  ::close(descriptor);
  if (written && ::rename(temporary.c_str(), file.c_str()) == 0) return {};
  if (written) error = errno;
  ::unlink(temporary.c_str());
  return failed(file, error);
}

Expected<PartnerDocument> read_partner_document(const fs::path& folder) {
  const fs::path file = folder / document_file_name;
  const auto text = read_bounded_file(file, largest_document);
  if (!text) {
    return Unexpected(ConfigurationError{file.string(), text.error().text,
                                         "name a folder that 'identity new' has made"});
  }
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  PartnerDocument document;
  const auto member = [&](const char* name) {
    return json.is_object() ? json.value(name, "") : std::string();
  };
  try {
    document.application_id = member("serviceName");
    document.name = member("name");
    document.realm = member("realm");
    for (const auto& endpoint : json.value("endpoints", nlohmann::json::array())) {
      document.location = endpoint.value("location", "");
    }
  } catch (const nlohmann::json::exception&) {
    document.application_id.clear();
  }
  if (document.application_id.empty()) {
    return Unexpected(ConfigurationError{file.string(), "is no metadata document of an identity",
                                         "name a folder that 'identity new' has made"});
  }
  return document;
}

Expected<SigningKey> load_current_key(const fs::path& folder) {
  return load_pair(folder, key_file_name, certificate_file_name);
}

Expected<std::optional<SigningKey>> load_next_key(const fs::path& folder) {
  if (!fs::exists(folder / next_key_file_name)) return std::optional<SigningKey>();
  auto key = load_pair(folder, next_key_file_name, next_certificate_file_name);
  if (!key) return Unexpected(key.error());
  return std::optional<SigningKey>(std::move(*key));
}

}  // namespace s2sconform
