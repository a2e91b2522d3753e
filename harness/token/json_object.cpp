#include "harness/token/json_object.h"

#include <algorithm>
#include <cstdio>

namespace s2sconform {

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      quoted += escape;
    } else {
      quoted += c;
    }
  }
  return quoted += '"';
}

JsonObject& JsonObject::add(std::string name, std::string value) {
  members_.emplace_back(std::move(name), std::move(value));
  return *this;
}

JsonObject& JsonObject::set(std::string_view name, std::string value) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const auto& member) { return member.first == name; });
  if (found == members_.end()) return add(std::string(name), std::move(value));
  found->second = std::move(value);
  return *this;
}

JsonObject& JsonObject::remove(std::string_view name) {
  std::erase_if(members_, [&](const auto& member) { return member.first == name; });
  return *this;
}

JsonObject& JsonObject::reverse() {
  std::reverse(members_.begin(), members_.end());
  return *this;
}

std::string JsonObject::text() const {
  std::string text = "{";
  for (const auto& [name, value] : members_) {
    if (text.size() > 1) text += ',';
    text += json_string(name) + ":" + value;
  }
  return text += '}';
}

}  // namespace s2sconform
