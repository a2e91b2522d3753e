// JSON as a stream: members are written in the order of the calls, and little is held back.
#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

// JsonWriter writes JSON documents, one after the other. The caller balances begin_ and end_ calls
// and names each member of an object. Strings may hold any bytes: the document is always valid
// UTF-8, a byte that is not UTF-8 is seen as \xFF by who reads the document.
class JsonWriter {
 public:
  enum class Layout {
    indented,  // for people
    lines,     // a document a line: JSON Lines
  };

  // Borrows `out` for as long as it lives. All is written when the outermost value has ended.
  explicit JsonWriter(std::ostream& out, Layout layout = Layout::indented)
      : out_(out), layout_(layout) {}

  // `name` is our own: nothing in it needs an escape.
  JsonWriter& name(std::string_view name);
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void string(std::string_view bytes);
  void number(std::int64_t value);
  void boolean(bool value);
  void seconds(std::chrono::microseconds duration);       // "1.234567"; negative: 0
  void milliseconds(std::chrono::microseconds duration);  // "1234.567"; likewise
  void strings(const std::vector<std::string>& values);

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void indent();
  void append_quoted(std::string_view bytes);
  void flush();

  std::ostream& out_;
  const Layout layout_;
  std::string pending_;  // a stream's own formatting costs more than all else
  std::size_t depth_ = 0;
  bool empty_ = true;   // nothing was written in the innermost object or array
  bool named_ = false;  // the next value follows its name
};

}  // namespace s2sconform
