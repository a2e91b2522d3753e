// The folder in which "s2sconform identity new" keeps an identity.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "harness/base/configuration_error.h"
#include "harness/identity/partner_document.h"
#include "harness/token/signing_key.h"

namespace s2sconform {

inline constexpr const char* key_file_name = "identity.key.pem";
inline constexpr const char* certificate_file_name = "identity.certificate.pem";
inline constexpr const char* next_key_file_name = "identity-next.key.pem";
inline constexpr const char* next_certificate_file_name = "identity-next.certificate.pem";
inline constexpr const char* document_file_name = "metadata.json";

// Writes a file whole: its owner alone can read it from its first byte on when it `is_private`. An
// existing file is an error unless it may be `replaced`.
Expected<void> write_identity_file(const std::filesystem::path& file, std::string_view text,
                                   bool is_private, bool replaced);

// What the folder's metadata document says of the identity, apart from its keys.
Expected<PartnerDocument> read_partner_document(const std::filesystem::path& folder);

// The folder's keys.
Expected<SigningKey> load_current_key(const std::filesystem::path& folder);
Expected<std::optional<SigningKey>> load_next_key(const std::filesystem::path& folder);

}  // namespace s2sconform
