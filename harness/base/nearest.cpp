#include "harness/base/nearest.h"

#include <algorithm>
#include <numeric>

namespace s2sconform {
namespace {

// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({substituted, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last.back();
}

}  // namespace

std::string nearest_choice(std::string_view given, const std::vector<std::string>& choices) {
  std::string nearest;
  std::size_t smallest = std::string::npos;
  for (const std::string& choice : choices) {
    const std::size_t distance = edit_distance(given.substr(0, 256), choice);
    if (distance < smallest && distance * 3 <= std::max<std::size_t>(choice.size(), 3)) {
      smallest = distance;
      nearest = choice;
    }
  }
  return nearest;
}

std::string choices_with_nearest(std::string_view given, const std::vector<std::string>& choices) {
  std::string text;
  const std::string nearest = nearest_choice(given, choices);
  if (!nearest.empty()) text = "did you mean '" + nearest + "'? ";
  text += "there are: ";
  for (const std::string& choice : choices) {
    if (&choice != &choices.front()) text += ", ";
    text += choice;
  }
  return text;
}

}  // namespace s2sconform
