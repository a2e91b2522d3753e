// JSON as a stream, as JsonWriter writes it and anybody may have edited it: a document of any size
// is read without holding more than what is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace s2sconform {

// JsonReader reads one document from its beginning to its end. The caller asks for each value as
// what it is to be:
//
//   json.begin_object();
//   while (json.next_member()) {
//     if (json.name() == "id") {
//       json.string(id);
//     } else {
//       json.skip();
//     }
//   }
//   json.end();
//
// What is no such value or no JSON (RFC 8259, in UTF-8) throws std::invalid_argument, which names
// the line, and the reader is of no more use. What is passed over is checked as strictly, and may
// be nested as deep as it likes.
class JsonReader {
 public:
  // Borrow `in` or `text`.
  explicit JsonReader(std::istream& in);
  explicit JsonReader(std::string_view text);
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  void begin_object();
  // True: name() is known, and its value comes next. False: the object has ended.
  bool next_member();
  const std::string& name() const { return name_; }  // until its value is read

  void begin_array();
  bool next_element();  // likewise

  void string(std::string& text);  // keeps what room `text` has
  bool boolean();
  double number();
  std::int64_t whole_number(std::int64_t least, std::int64_t most);  // written without a fraction

  void skip();
  std::string text();  // the next value, as it stands there: for a parser that makes a tree of it

  void end();  // nothing but white space follows the document

 private:
  bool refill();
  void pass_byte_order_mark();
  int peek();
  int after_space();
  char token();
  void take(char wanted, const char* problem);
  bool take_if(char wanted);
  bool next(char bracket);
  void escape(std::string& text);
  char32_t code_unit();
  void literal(std::string_view word);
  void number_text();
  void scalar();
  [[noreturn]] void fail(const std::string& problem) const;

  std::istream* in_ = nullptr;  // of `text`: none
  std::vector<char> buffer_;
  const char* at_;
  const char* end_;
  std::string* copy_ = nullptr;        // takes what is read, while there is one
  const char* copied_from_ = nullptr;  // in the piece that is in buffer_
  std::size_t line_ = 1;
  bool first_ = false;  // nothing was read in the innermost object or array
  std::string name_;
  std::string scratch_;  // a number, or a string that is passed over
};

}  // namespace s2sconform
