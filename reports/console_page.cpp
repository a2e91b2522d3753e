#include "reports/console_page.h"

#include <algorithm>
#include <limits>

#include "harness/base/utf8.h"
#include "reports/report_text.h"

namespace s2sconform {
namespace {

constexpr std::size_t narrowest = 40;
constexpr std::size_t longest_received = 200;

std::size_t bytes_of_columns(std::string_view text, std::size_t wanted) {
  std::size_t bytes = 0;
  while (wanted-- > 0 && bytes < text.size()) bytes += first_character(text.substr(bytes)).length;
  return bytes;
}

// Takes the next line of at most `room` columns off `rest`: up to the last space that fits, else as
// much of the long word as fits.
std::string_view take_line(std::string_view& rest, std::size_t room) {
  const std::size_t fitting = bytes_of_columns(rest, room);
  std::size_t end = fitting;
  if (fitting < rest.size()) {
    const std::size_t space = rest.rfind(' ', fitting);
    if (space != std::string_view::npos && space > 0) end = space;
  }
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  return line;
}

std::string_view color_of(Style style) {
  switch (style) {
    case Style::strong:
      return "\033[1m";
    case Style::good:
      return "\033[32m";
    case Style::bad:
      return "\033[1;31m";
    case Style::trouble:
      return "\033[1;35m";
    case Style::caution:
      return "\033[33m";
    case Style::plain:
      break;
  }
  return {};
}

}  // namespace

ConsolePage::ConsolePage(ConsoleOptions options, std::ostream& out)
    : options_(options),
      width_(options.width == 0 ? std::numeric_limits<std::size_t>::max()
                                : std::max<std::size_t>(options.width, narrowest)),
      out_(out) {}

std::string ConsolePage::own(std::string_view text, std::size_t limit) const {
  return visible_excerpt(text, limit, options_.color ? Characters::utf8 : Characters::folded);
}

std::string ConsolePage::received(std::string_view bytes) const {
  return visible_excerpt(bytes, longest_received,
                         options_.color ? Characters::utf8 : Characters::ascii);
}

std::string ConsolePage::styled(Style style, std::string_view text) const {
  const std::string_view color = color_of(style);
  if (!options_.color || color.empty()) return std::string(text);
  return std::string(color) + std::string(text) + "\033[0m";
}

void ConsolePage::paragraph(std::string_view label, std::string_view text, Style style) {
  // A long label would leave a narrow column, so the text then starts a line of its own.
  const std::string indent(std::min(columns(label), width_ / 3), ' ');
  const std::size_t room = width_ - indent.size();
  out_ << styled(style, label);
  if (columns(label) > indent.size() && !text.empty()) out_ << '\n' << indent;
  std::string_view rest = text;
  for (bool first = true; first || !rest.empty(); first = false) {
    if (!first) out_ << indent;
    out_ << take_line(rest, room) << '\n';
  }
}

}  // namespace s2sconform
