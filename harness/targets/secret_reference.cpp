#include "harness/targets/secret_reference.h"

#include <algorithm>
#include <utility>

#include "harness/base/bounded_file.h"

namespace s2sconform {
namespace {

constexpr std::size_t minimum_secret_bytes = 8;
constexpr std::size_t maximum_secret_bytes = 64 * 1024;

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
  auto value = read_bounded_file(file, maximum_secret_bytes);
  if (!value) {
    context.errors.report(
        name.position,
        "the secret's file " + file.string() + " cannot be read: " + value.error().text,
        "correct its name or its permissions");
    return std::nullopt;
  }
  if (value->ends_with('\n')) value->pop_back();
  if (value->ends_with('\r')) value->pop_back();
  if (value->empty()) {
    context.errors.report(name.position, "the secret's file " + file.string() + " is empty",
                          "write the secret alone into it");
    return std::nullopt;
  }
  warn_if_open_to_others(file, context.warnings);
  return std::move(*value);
}

}  // namespace

void warn_if_open_to_others(const std::filesystem::path& file, std::vector<std::string>& warnings) {
  if (!is_open_to_others(file)) return;
  std::string warning =
      "others can read or change the secret in " + file.string() + "; run: chmod 600 on it";
  if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) {
    warnings.push_back(std::move(warning));
  }
}

bool breaks_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

std::optional<Secret> read_secret(const LocatedJson& value, const ReadContext& context) {
  if (value.kind != LocatedJson::Kind::object) {
    context.errors.report(value.position, "a secret does not stand in the targets file",
                          how_to_name_a_secret);
    return std::nullopt;
  }
  ObjectReader reader(value, nullptr, context.errors);
  const LocatedJson* environment = reader.find("environment");
  const LocatedJson* file = reader.find("file");
  reader.close();
  if ((environment != nullptr) == (file != nullptr)) {
    context.errors.report(value.position, "a secret is named in one way", how_to_name_a_secret);
    return std::nullopt;
  }
  const LocatedJson& name = environment ? *environment : *file;
  if (!expect_kind(name, LocatedJson::Kind::string, context.errors)) return std::nullopt;
  std::optional<std::string> text =
      environment ? from_environment(name, context) : from_file(name, context);
  if (!text) return std::nullopt;
  if (breaks_line(*text)) {
    context.errors.report(name.position, "the secret holds a line break or a NUL",
                          "write it in one line");
    return std::nullopt;
  }
  if (text->size() < minimum_secret_bytes) {
    context.errors.report(name.position, "the secret is shorter than 8 characters",
                          "use a longer one: so short a text cannot be told from others and kept "
                          "out of the reports");
    return std::nullopt;
  }
  return Secret(std::move(*text));
}

}  // namespace s2sconform
