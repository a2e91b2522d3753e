// Lines for a terminal or a log: wrapped, coloured on request, safe to show.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace s2sconform {

struct ConsoleOptions {
  bool color = false;   // a terminal: colours and UTF-8; else every byte written is ASCII
  unsigned width = 80;  // columns of a line; 0 does not wrap, less than 40 counts as 40
};

enum class Style { plain, strong, good, bad, trouble, caution };

class ConsolePage {
 public:
  // Borrows `out` for as long as it lives.
  ConsolePage(ConsoleOptions options, std::ostream& out);

  // own returns a text of ours (a sentence, a remedy, a name) as one safe line of at most `limit`
  // characters; where only ASCII may be written, its typographic punctuation is written in the
  // ASCII likeness.
  std::string own(std::string_view text, std::size_t limit = 2000) const;

  // received returns what a server may have sent as one safe line of at most 200 characters, with
  // its size when it is longer. It is not made to look like anything else: “x” is not "x".
  std::string received(std::string_view bytes) const;

  std::string styled(Style style, std::string_view text) const;

  // width returns the columns of a line; the greatest number when lines are not wrapped.
  std::size_t width() const { return width_; }

  void blank_line() { out_ << '\n'; }

  // line writes `text` as it is, styles included.
  void line(std::string_view text) { out_ << text << '\n'; }

  // paragraph writes `label` in `style`, then `text` wrapped, with the following lines indented to
  // where `text` began. Words that are longer than a line are broken. Both are safe texts.
  void paragraph(std::string_view label, std::string_view text, Style style = Style::plain);

 private:
  ConsoleOptions options_;
  std::size_t width_;
  std::ostream& out_;
};

}  // namespace s2sconform
