#include "harness/targets/identity_reader.h"

#include "harness/base/ascii.h"
#include "harness/base/guid.h"
#include "harness/http/url.h"
#include "harness/identity/key_files.h"
#include "harness/targets/host_reader.h"
#include "harness/targets/names.h"

namespace s2sconform {
namespace {

class IdentityReader {
 public:
  IdentityReader(const LocatedJson& object, const ReadContext& context)
      : object_(object), reader_(object, nullptr, context.errors), context_(context) {}

  // nullopt when anything was reported.
  std::optional<Identity> read() {
    const std::string name = read_name();
    const std::string application_id = read_application_id();
    if (context_.recorded) {
      const std::string url = read_metadata_url();
      reader_.close();
      return Identity{.name = name, .application_id = application_id, .metadata_url = url};
    }
    Secret password;
    if (const LocatedJson* value = reader_.find("password")) {
      password = read_secret(*value, context_).value_or(Secret());
    }
    const std::optional<SigningKey> key = read_key(password);
    const std::optional<SigningKey> next_key = read_next_key(password);
    Secret client_secret;
    if (const LocatedJson* value = reader_.find("client_secret")) {
      client_secret = read_secret(*value, context_).value_or(Secret());
    }
    const std::string metadata_url = read_metadata_url();
    reader_.close();
    if (!key) return std::nullopt;
    return Identity{.name = name,
                    .application_id = application_id,
                    .key = *key,
                    .next_key = next_key,
                    .client_secret = client_secret,
                    .metadata_url = metadata_url};
  }

 private:
  std::string read_name() {
    const std::string name = reader_.required_text("name").value_or("");
    if (!name.empty() && !is_target_name(name)) {
      context_.errors.report(reader_.find("name")->position,
                             "the name '" + name + "' cannot be used",
                             "use letters, digits, '.', '_' and '-', at most 128");
    }
    return name;
  }

  std::string read_application_id() {
    const std::string id = reader_.required_text("application_id").value_or("");
    if (!id.empty() && (!is_guid(id) || id != lower_case(id))) {
      context_.errors.report(reader_.find("application_id")->position,
                             "'" + id + "' is no application id",
                             "write the GUID in lower case, as the products compare it");
    }
    return id;
  }

  std::string read_metadata_url() {
    std::string url = reader_.text("metadata_url").value_or("");
    if (!url.empty()) url = read_url(*reader_.find("metadata_url"), context_.errors);
    if (!url.empty() && (!url.starts_with("https://") || !parse_url(url))) {
      context_.errors.report(reader_.find("metadata_url")->position,
                             "'" + url + "' is no https URL",
                             "write the URL at which products fetch the identity's document");
    }
    return url;
  }

  std::filesystem::path path_of(const std::string& name) { return context_.folder / name; }

  std::optional<SigningKey> read_key(const Secret& password) {
    const auto pkcs12 = reader_.text("pkcs12_file");
    const auto key_file = reader_.text("key_file");
    const auto certificate_file = reader_.text("certificate_file");
    if (pkcs12.has_value() == (key_file || certificate_file)) {
      context_.errors.report(object_.position, "the identity's key is named in one way",
                             "write key_file with certificate_file, or pkcs12_file");
      return std::nullopt;
    }
    if (pkcs12) return loaded(load_pkcs12_key(path_of(*pkcs12), password), *pkcs12, "pkcs12_file");
    return read_pair("key_file", key_file, "certificate_file", certificate_file, password);
  }

  std::optional<SigningKey> read_next_key(const Secret& password) {
    const auto key_file = reader_.text("next_key_file");
    const auto certificate_file = reader_.text("next_certificate_file");
    if (!key_file && !certificate_file) return std::nullopt;
    return read_pair("next_key_file", key_file, "next_certificate_file", certificate_file,
                     password);
  }

  std::optional<SigningKey> read_pair(const char* key_name,
                                      const std::optional<std::string>& key_file,
                                      const char* certificate_name,
                                      const std::optional<std::string>& certificate_file,
                                      const Secret& password) {
    if (!key_file || !certificate_file) {
      context_.errors.report(object_.position,
                             std::string(key_file ? key_name : certificate_name) + " stands alone",
                             std::string("write ") + key_name + " and " + certificate_name +
                                 "; one PEM file may be named by both");
      return std::nullopt;
    }
    return loaded(load_pem_key(path_of(*key_file), path_of(*certificate_file), password), *key_file,
                  key_name);
  }

  std::optional<SigningKey> loaded(tl::expected<SigningKey, std::string> key,
                                   const std::string& file, const char* member) {
    if (!key) {
      context_.errors.report(reader_.find(member)->position, key.error(),
                             "'s2sconform identity new' makes a key and its certificate");
      return std::nullopt;
    }
    constexpr unsigned fewest_bits = 2048;
    if (key->bits() < fewest_bits) {
      context_.errors.report(
          reader_.find(member)->position,
          "the identity's key has " + std::to_string(key->bits()) + " bits",
          "make one of 2048 or more: the products refuse shorter ones ('s2sconform identity new')");
    }
    warn_if_open_to_others(path_of(file), context_.warnings);
    return *key;
  }

  const LocatedJson& object_;
  ObjectReader reader_;
  const ReadContext& context_;
};

}  // namespace

Identities read_identities(const LocatedJson& list, const ReadContext& context) {
  Identities identities;
  const auto stranger = std::make_shared<StrangerKey>();
  if (!expect_kind(list, LocatedJson::Kind::array, context.errors)) return identities;
  for (const LocatedJson& element : list.elements) {
    if (!expect_kind(element, LocatedJson::Kind::object, context.errors)) continue;
    std::optional<Identity> identity = IdentityReader(element, context).read();
    if (!identity) continue;
    identity->stranger = stranger;
    const std::string name = identity->name;
    if (!identities.emplace(name, std::make_shared<const Identity>(std::move(*identity))).second) {
      context.errors.report(element.position, "two identities have the name '" + name + "'",
                            "rename one");
    }
  }
  return identities;
}

}  // namespace s2sconform
