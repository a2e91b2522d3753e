#include "harness/json/object_reader.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "harness/base/nearest.h"

namespace s2sconform {
namespace {

const LocatedMember* find_member(const LocatedJson& object, const std::string& name) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const LocatedMember& member) { return member.name == name; });
  return found == object.members.end() ? nullptr : &*found;
}

bool before(const Position& a, const Position& b) {
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

std::string number_text(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

}  // namespace

void ErrorSink::report(const Position& position, std::string problem, std::string remedy) {
  if (first_ && !before(position, first_position_)) return;
  first_position_ = position;
  first_ = ConfigurationError{place_of(position), std::move(problem), std::move(remedy)};
}

std::string ErrorSink::place_of(const Position& position) const {
  return path_ + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
}

bool expect_kind(const LocatedJson& value, LocatedJson::Kind kind, ErrorSink& errors) {
  if (value.kind == kind) return true;
  errors.report(value.position, "expected " + std::string(to_string(kind)) + ", got " +
                                    std::string(to_string(value.kind)));
  return false;
}

ObjectReader::ObjectReader(const LocatedJson& object, const LocatedJson* fallback,
                           ErrorSink& errors)
    : object_(object), fallback_(fallback), errors_(errors) {
  report_duplicates();
}

void ObjectReader::report_duplicates() {
  std::set<std::string> seen;
  for (const LocatedMember& member : object_.members) {
    if (!seen.insert(member.name).second) {
      errors_.report(member.position, "the key '" + member.name + "' stands twice", "remove one");
    }
  }
}

const LocatedJson* ObjectReader::find(const std::string& name) {
  if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) asked_.push_back(name);
  if (const LocatedMember* member = find_member(object_, name)) return &member->value;
  const LocatedMember* member = fallback_ ? find_member(*fallback_, name) : nullptr;
  return member ? &member->value : nullptr;
}

const LocatedJson* ObjectReader::require(const std::string& name) {
  const LocatedJson* value = find(name);
  if (!value) errors_.report(object_.position, "the key '" + name + "' is missing", "add it");
  return value;
}

std::optional<std::string> ObjectReader::text(const std::string& name) {
  const LocatedJson* value = find(name);
  if (!value || !expect_kind(*value, LocatedJson::Kind::string, errors_)) return std::nullopt;
  if (value->text.empty()) {
    errors_.report(value->position, "the value of '" + name + "' is empty", "give it a value");
    return std::nullopt;
  }
  return value->text;
}

std::optional<std::string> ObjectReader::required_text(const std::string& name) {
  std::optional<std::string> value = text(name);
  if (!find_member(object_, name)) {
    errors_.report(object_.position, "the key '" + name + "' is missing", "add it");
  }
  return value;
}

std::optional<bool> ObjectReader::boolean(const std::string& name) {
  const LocatedJson* value = find(name);
  if (!value || !expect_kind(*value, LocatedJson::Kind::boolean, errors_)) return std::nullopt;
  return value->boolean;
}

std::optional<double> ObjectReader::number(const std::string& name, double minimum,
                                           double maximum) {
  const LocatedJson* value = find(name);
  if (!value || !expect_kind(*value, LocatedJson::Kind::number, errors_)) return std::nullopt;
  if (std::isfinite(value->number) && value->number >= minimum && value->number <= maximum) {
    return value->number;
  }
  errors_.report(value->position, "'" + name + "' is out of range",
                 "give a number from " + number_text(minimum) + " to " + number_text(maximum));
  return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::integer(const std::string& name, std::int64_t minimum,
                                                  std::int64_t maximum) {
  const LocatedJson* value = find(name);
  if (!value || !expect_kind(*value, LocatedJson::Kind::number, errors_)) return std::nullopt;
  if (std::trunc(value->number) == value->number && value->number >= static_cast<double>(minimum) &&
      value->number <= static_cast<double>(maximum)) {
    return static_cast<std::int64_t>(value->number);
  }
  errors_.report(
      value->position, "'" + name + "' is out of range",
      "give a whole number from " + std::to_string(minimum) + " to " + std::to_string(maximum));
  return std::nullopt;
}

std::optional<std::size_t> ObjectReader::choice(const std::string& name,
                                                const std::vector<std::string>& choices) {
  const LocatedJson* value = find(name);
  if (!value || !expect_kind(*value, LocatedJson::Kind::string, errors_)) return std::nullopt;
  const auto found = std::find(choices.begin(), choices.end(), value->text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  errors_.report(value->position, "'" + name + "' cannot be '" + value->text + "'",
                 choices_with_nearest(value->text, choices));
  return std::nullopt;
}

void ObjectReader::refuse(const std::string& name, const std::string& problem,
                          const std::string& remedy) {
  refused_.push_back(name);
  if (const LocatedMember* member = find_member(object_, name)) {
    errors_.report(member->position, problem, remedy);
  }
}

void ObjectReader::close() {
  const auto is_in = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const LocatedMember& member : object_.members) {
    if (is_in(asked_, member.name) || is_in(refused_, member.name)) continue;
    errors_.report(member.position, "unknown key '" + member.name + "'",
                   choices_with_nearest(member.name, asked_));
  }
}

}  // namespace s2sconform
