#include "harness/waivers/waivers_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/base/bounded_file.h"
#include "harness/base/calendar_date.h"
#include "harness/base/json_writer.h"
#include "harness/base/nearest.h"
#include "harness/json/located_json.h"
#include "harness/json/object_reader.h"

namespace s2sconform {
namespace {

constexpr std::size_t maximum_file_bytes = 16 * 1024 * 1024;

bool is_tracking_url(const std::string& url) {
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  return web && url.size() > std::string_view("https://").size() &&
         url.find_first_of(" \t\r\n\"<>") == url.npos;
}

class WaiverReader {
 public:
  WaiverReader(const LocatedJson& object, ErrorSink& errors,
               const std::vector<std::string>& requirements)
      : reader_(object, nullptr, errors), errors_(errors), requirements_(requirements) {
    waiver_.place = errors.place_of(object.position);
  }

  Waiver read() {
    read_requirement();
    waiver_.target = reader_.required_text("target").value_or("");
    waiver_.reason = reader_.required_text("reason").value_or("");
    waiver_.owner = reader_.required_text("owner").value_or("");
    waiver_.url = reader_.required_text("url").value_or("");
    if (!waiver_.url.empty() && !is_tracking_url(waiver_.url)) {
      errors_.report(reader_.find("url")->position, "'" + waiver_.url + "' is no URL",
                     "write where the matter is tracked: https://…");
    }
    read_expiry();
    waiver_.expected = reader_.text("expected").value_or("");
    reader_.close();
    return std::move(waiver_);
  }

 private:
  void read_requirement() {
    waiver_.requirement = reader_.required_text("requirement").value_or("");
    if (waiver_.requirement.empty() || std::find(requirements_.begin(), requirements_.end(),
                                                 waiver_.requirement) != requirements_.end()) {
      return;
    }
    const std::string nearest = nearest_choice(waiver_.requirement, requirements_);
    errors_.report(reader_.find("requirement")->position,
                   "there is no requirement '" + waiver_.requirement + "'",
                   nearest.empty() ? "s2sconform list requirements shows what there is"
                                   : "did you mean '" + nearest + "'?");
  }

  void read_expiry() {
    const std::string text = reader_.required_text("expires").value_or("");
    if (text.empty()) return;
    if (const auto date = parse_calendar_date(text)) {
      waiver_.expires = *date;
    } else {
      errors_.report(reader_.find("expires")->position, "'" + text + "' is no date",
                     "write the last day on which it counts: 2027-01-31");
    }
  }

  ObjectReader reader_;
  ErrorSink& errors_;
  const std::vector<std::string>& requirements_;
  Waiver waiver_;
};

}  // namespace

Expected<std::vector<Waiver>> parse_waivers_text(const std::string& text,
                                                 const std::filesystem::path& path,
                                                 const std::vector<std::string>& requirements) {
  ErrorSink errors(path.string());
  const auto root = parse_located_json(text);
  std::vector<Waiver> waivers;
  if (!root) {
    errors.report(root.error().position, root.error().problem, "correct the JSON there");
  } else if (expect_kind(*root, LocatedJson::Kind::object, errors)) {
    ObjectReader reader(*root, nullptr, errors);
    reader.find("$schema");
    const LocatedJson* list = reader.require("waivers");
    reader.close();
    if (list && expect_kind(*list, LocatedJson::Kind::array, errors)) {
      for (const LocatedJson& element : list->elements) {
        if (!expect_kind(element, LocatedJson::Kind::object, errors)) continue;
        waivers.push_back(WaiverReader(element, errors, requirements).read());
      }
    }
  }
  if (errors.first()) return Unexpected(*errors.first());
  return waivers;
}

Expected<std::vector<Waiver>> load_waivers_file(const std::filesystem::path& path,
                                                const std::vector<std::string>& requirements) {
  const auto text = read_bounded_file(path, maximum_file_bytes, Pipes::allowed);
  if (!text) {
    return Unexpected(ConfigurationError{path.string(), text.error().text,
                                         "name a waivers file; 's2sconform waive' writes one"});
  }
  return parse_waivers_text(*text, path, requirements);
}

bool has_comments(std::string_view text) {
  using nlohmann::json;
  return !json::accept(text) && json::accept(text, true);
}

void write_waivers(const std::vector<Waiver>& waivers, std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.name("waivers").begin_array();
  for (const Waiver& waiver : waivers) {
    json.begin_object();
    json.name("requirement").string(waiver.requirement);
    json.name("target").string(waiver.target);
    json.name("reason").string(waiver.reason);
    json.name("owner").string(waiver.owner);
    json.name("url").string(waiver.url);
    json.name("expires").string(calendar_date_text(waiver.expires));
    if (!waiver.expected.empty()) json.name("expected").string(waiver.expected);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace s2sconform
