#include "reports/console_table.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "harness/base/utf8.h"

namespace s2sconform {
namespace {

constexpr std::size_t most_targets = 40;
constexpr std::size_t longest_label = 128;
constexpr std::string_view gap = "  ";

struct Row {
  std::string target;
  std::string product;
  std::map<std::size_t, Tally> suites;  // by index of the suite
  Tally all;

  bool notable() const { return all.fail + all.error + all.warn > 0; }
};

struct Cell {
  std::string text;
  Style style = Style::plain;
};

struct Column {
  Cell heading;
  std::vector<Cell> cells;

  std::size_t width() const {
    std::size_t widest = columns(heading.text);
    for (const Cell& cell : cells) widest = std::max(widest, columns(cell.text));
    return widest;
  }
};

Cell cell(const Tally& tally) {
  Cell made;
  const auto count = [&made](std::size_t number, std::string_view word) {
    if (number == 0) return;
    if (!made.text.empty()) made.text += ' ';
    made.text += std::to_string(number) + ' ' + std::string(word);
  };
  count(tally.pass, "pass");
  count(tally.fail, "fail");
  count(tally.error, "error");
  count(tally.warn, "warn");
  count(tally.skip, "skip");
  count(tally.waived, "waived");
  if (made.text.empty()) made.text = "-";
  if (tally.fail > 0) {
    made.style = Style::bad;
  } else if (tally.error > 0) {
    made.style = Style::trouble;
  } else if (tally.warn > 0) {
    made.style = Style::caution;
  } else if (tally.pass > 0) {
    made.style = Style::good;
  }
  return made;
}

class Table {
 public:
  explicit Table(const RunResult& run) {
    for (const TargetSummary& target : run.targets) {
      Row& row = row_of(target.name);
      row.product =
          target.product_display_name.empty() ? target.product : target.product_display_name;
    }
    for (const VerdictView verdict : run.verdicts) {
      Row& row = row_of(verdict.target);
      if (row.product.empty()) row.product = verdict.product;
      row.all.add(verdict.outcome);
      row.suites[suite_index(verdict.suite)].add(verdict.outcome);
    }
    if (rows_.size() > most_targets) {
      unlisted_ = std::erase_if(rows_, [](const Row& row) { return !row.notable(); });
    }
  }

  void write(ConsolePage& page) const {
    if (!rows_.empty()) write_blocks(page);
    if (unlisted_ > 0) {
      page.paragraph("", std::to_string(unlisted_) + (rows_.empty() ? "" : " more") +
                             (unlisted_ == 1 ? " target" : " targets") +
                             " without a fail, an error or a warning");
    }
  }

 private:
  Row& row_of(const std::string& target) {
    const auto [place, added] = row_index_.emplace(target, rows_.size());
    if (added) rows_.push_back(Row{target, {}, {}, {}});
    return rows_[place->second];
  }

  std::size_t suite_index(const std::string& suite) {
    const auto place = std::find(suites_.begin(), suites_.end(), suite);
    const auto index = static_cast<std::size_t>(place - suites_.begin());
    if (place == suites_.end()) suites_.push_back(suite);
    return index;
  }

  void write_blocks(ConsolePage& page) const {
    Column targets{{"target", Style::strong}, {}};
    Column products{{"product", Style::strong}, {}};
    std::vector<Column> others;
    for (const std::string& suite : suites_)
      others.push_back({{page.own(suite, longest_label), Style::strong}, {}});
    for (const Row& row : rows_) {
      targets.cells.push_back({page.own(row.target, longest_label)});
      products.cells.push_back({page.own(row.product, longest_label)});
      for (std::size_t i = 0; i < suites_.size(); ++i) {
        const auto found = row.suites.find(i);
        others[i].cells.push_back(cell(found == row.suites.end() ? Tally{} : found->second));
      }
    }
    // A target's name mostly says what it is: its product is shown where there is room.
    std::size_t all = targets.width() + gap.size() + products.width();
    for (const Column& column : others) all += gap.size() + column.width();
    if (all <= page.width()) others.insert(others.begin(), std::move(products));
    for (std::size_t next = 0; next < others.size();) {
      if (next > 0) page.blank_line();
      std::vector<const Column*> block{&targets};
      std::size_t used = targets.width();
      do {
        block.push_back(&others[next]);
        used += gap.size() + others[next].width();
        ++next;
      } while (next < others.size() && used + gap.size() + others[next].width() <= page.width());
      write_block(block, page);
    }
  }

  void write_block(const std::vector<const Column*>& block, ConsolePage& page) const {
    for (std::size_t i = 0; i <= rows_.size(); ++i) {
      std::string line;
      std::size_t missing =
          0;  // spaces that are owed before the next cell, so that no line ends in one
      for (const Column* column : block) {
        const Cell& shown = i == 0 ? column->heading : column->cells[i - 1];
        line += std::string(missing, ' ') + page.styled(shown.style, shown.text);
        missing = column->width() - columns(shown.text) + gap.size();
      }
      page.line(line);
    }
  }

  std::vector<Row> rows_;
  std::unordered_map<std::string, std::size_t> row_index_;
  std::vector<std::string> suites_;
  std::size_t unlisted_ = 0;
};

}  // namespace

void write_console_table(const RunResult& run, ConsolePage& page) { Table(run).write(page); }

}  // namespace s2sconform
