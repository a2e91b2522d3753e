#include "harness/targets/secret_reference.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace s2sconform {
namespace {

constexpr std::size_t maximum_secret_bytes = 64 * 1024;
constexpr const char* how = "write {\"environment\": \"NAME\"} or {\"file\": \"path\"}";

std::optional<std::string> from_environment(const LocatedJson& name, const ReadContext& context) {
  const std::optional<std::string> value = context.environment(name.text);
  if (!value || value->empty()) {
    context.errors.report(
        name.position,
        "the environment variable " + name.text + (value ? " is empty" : " is not set"),
        "set it before the run");
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> from_file(const LocatedJson& name, const ReadContext& context) {
  const std::filesystem::path file = context.folder / name.text;
  struct stat status {};
  std::ifstream in(file, std::ios::binary);
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || !in) {
    context.errors.report(name.position, "the secret's file " + file.string() + " cannot be read",
                          "correct the name or its permissions");
    return std::nullopt;
  }
  std::string value(std::istreambuf_iterator<char>(in), {});
  if (value.ends_with('\n')) value.pop_back();
  if (value.ends_with('\r')) value.pop_back();
  if (value.empty() || value.size() > maximum_secret_bytes) {
    context.errors.report(
        name.position,
        "the secret's file " + file.string() + (value.empty() ? " is empty" : " is too large"),
        "write the secret alone into it");
    return std::nullopt;
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    context.warnings.push_back("others can read the secret in " + file.string() +
                               "; run: chmod 600 on it");
  }
  return value;
}

}  // namespace

std::optional<Secret> read_secret(const LocatedJson& value, const ReadContext& context) {
  if (value.kind != LocatedJson::Kind::object) {
    context.errors.report(value.position, "a secret does not stand in the targets file", how);
    return std::nullopt;
  }
  ObjectReader reader(value, nullptr, context.errors);
  const LocatedJson* environment = reader.find("environment");
  const LocatedJson* file = reader.find("file");
  reader.close();
  if ((environment != nullptr) == (file != nullptr)) {
    context.errors.report(value.position, "a secret is named in one way", how);
    return std::nullopt;
  }
  const LocatedJson& name = environment ? *environment : *file;
  if (!expect_kind(name, LocatedJson::Kind::string, context.errors)) return std::nullopt;
  std::optional<std::string> text =
      environment ? from_environment(name, context) : from_file(name, context);
  if (!text) return std::nullopt;
  if (text->find_first_of(std::string("\r\n\0", 3)) != std::string::npos) {
    context.errors.report(name.position, "the secret holds a line break or a NUL",
                          "write it in one line");
    return std::nullopt;
  }
  return Secret(std::move(*text));
}

}  // namespace s2sconform
