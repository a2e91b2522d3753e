// Runs that are compared may have more verdicts than memory has room for.
#include <gtest/gtest.h>

#include <istream>
#include <sstream>
#include <streambuf>
#include <string>

#include "harness/base/json_writer.h"
#include "harness/comparison/comparison.h"
#include "harness/verdict/verdict_json.h"
#include "reports/comparison_reports.h"
#include "reports/results_json.h"
#include "reports/results_reader.h"
#include "tests/reports/bounded_memory.h"
#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

constexpr std::size_t verdicts_of_a_run = 100'000;
constexpr std::size_t verdicts_of_target = 200;

// A results.json that is made while it is read. One of a hundred verdicts is `outcome`, and says
// where on its target it saw that; all others pass.
class Document : public std::streambuf {
 public:
  explicit Document(Outcome outcome) : outcome_(outcome) {
    std::ostringstream out;
    write_results_json(large_run(0, 0), out);
    text_ = out.str();
    const std::size_t end = text_.find(']', text_.find("\"verdicts\""));
    rest_ = text_.substr(end);
    text_.resize(end);
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

 protected:
  int_type underflow() override {
    if (number_ > verdicts_of_a_run) return traits_type::eof();
    text_ = number_ == verdicts_of_a_run ? rest_ : (number_ == 0 ? "" : ",") + verdict(number_);
    ++number_;
    setg(text_.data(), text_.data(), text_.data() + text_.size());
    return traits_type::to_int_type(text_.front());
  }

 private:
  std::string verdict(std::size_t number) const {
    std::ostringstream out;
    JsonWriter json(out);
    const Verdict verdict =
        sample_verdict("target-" + std::to_string(number / verdicts_of_target), "metadata",
                       "metadata.r" + std::to_string(number % verdicts_of_target),
                       number % 100 == 0 ? outcome_ : Outcome::pass);
    write_verdict(verdict, json);
    return out.str();
  }

  const Outcome outcome_;
  std::string text_;  // that is read now
  std::string rest_;  // what follows the verdicts
  std::size_t number_ = 0;
};

RunResult read_run(Outcome outcome) {
  Document document(outcome);
  std::istream in(&document);
  Expected<RunResult> run = read_results(in, "results.json");
  EXPECT_TRUE(run) << run.error().line();
  return run ? *std::move(run) : RunResult();
}

// Held whole, the verdicts would take some 250 MiB. What the sanitizers hold of it is not ours.
TEST(LargeComparison, TakesLittleMemoryForEachVerdict) {
  [[maybe_unused]] const std::size_t before = resident_bytes();
  const Comparison comparison = compare_runs(read_run(Outcome::fail), read_run(Outcome::error), {});
  CountingBuffer buffer;
  std::ostream out(&buffer);
  write_comparison_junit(comparison, out);
  write_comparison_json(comparison, out);
  EXPECT_EQ(comparison.unchanged, verdicts_of_a_run / 100 * 99);
  EXPECT_EQ(comparison.count(ChangeKind::no_longer_judged), verdicts_of_a_run / 100);
  EXPECT_GT(buffer.bytes, verdicts_of_a_run * 100);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(resident_bytes(), before + 64 * 1024 * 1024);
#endif
}

}  // namespace
}  // namespace s2sconform
