// JSON as a stream: members are written in the order of the calls, nothing is held back.
#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

// JsonWriter writes one indented JSON document. The caller balances begin_ and end_ calls and names
// each member of an object. Strings may hold any bytes: the document is always valid UTF-8, a byte
// that is not UTF-8 is seen as \xFF by who reads the document.
class JsonWriter {
 public:
  // Borrows `out` for as long as it lives.
  explicit JsonWriter(std::ostream& out) : out_(out) {}

  JsonWriter& name(std::string_view name);
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void string(std::string_view bytes);
  void number(std::uint64_t value);
  void boolean(bool value);
  void seconds(std::chrono::microseconds duration);
  void strings(const std::vector<std::string>& values);

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void indent();

  std::ostream& out_;
  std::size_t depth_ = 0;
  bool empty_ = true;   // nothing was written in the innermost object or array
  bool named_ = false;  // the next value follows its name
};

}  // namespace s2sconform
