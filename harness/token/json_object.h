// A JSON object that keeps the order of its members and their text as it is, for tokens: what is
// signed is bytes, and a malformed token needs members that no JSON library would write.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2sconform {

// json_string returns `text`, which is UTF-8, as a JSON string with its quotes.
std::string json_string(std::string_view text);

class JsonObject {
 public:
  // Each member's value is JSON text: json_string("…"), "17", "true", another object's text().

  // Appends a member, also when there is one of that name.
  JsonObject& add(std::string name, std::string value);
  // Replaces the value of the first member of that name where it stands, or appends one.
  JsonObject& set(std::string_view name, std::string value);
  // Removes all members of that name.
  JsonObject& remove(std::string_view name);
  JsonObject& reverse();  // the order of the members

  std::string text() const;

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

}  // namespace s2sconform
