// What can be said of the page without a browser; tests/browser looks at it in one.
#include "reports/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/reports/bounded_memory.h"
#include "tests/reports/sample_runs.h"

namespace s2sconform {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const RunResult& run, const std::vector<Evidence>& evidence = {}) {
  std::ostringstream out;
  write_html(
      run,
      [&](const std::string& target) {
        for (std::size_t number = 0; number < evidence.size(); ++number) {
          if (run.targets[number].name == target) return evidence[number];
        }
        return Evidence();
      },
      out);
  return out.str();
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Html, LoadsNothing) {
  const std::string page = page_of(sample_run());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* reference : {" src=", "<link", "url(", "@import", "fetch(", "XMLHttpRequest"}) {
    EXPECT_THAT(page, Not(HasSubstr(reference)));
  }
}

TEST(Html, NothingOfAServerIsMarkup) {
  const std::string page = page_of(hostile_run());
  EXPECT_THAT(page, Not(HasSubstr("<failure")));
  EXPECT_EQ(count(page, "<script"), 2u) << "the data and the page's own";
  EXPECT_EQ(count(page, "</script>"), 2u);
  EXPECT_EQ(page.find('\x1B'), page.npos);
}

// Looks at what the process holds while it is written to.
class WatchingBuffer : public CountingBuffer {
 public:
  std::size_t most_resident = 0;

 protected:
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    most_resident = std::max(most_resident, resident_bytes());
    return CountingBuffer::xsputn(text, count);
  }
};

TEST(Html, IsStreamed) {
  const RunResult run = large_run(1000, 200);
  const std::size_t before = resident_bytes();
  WatchingBuffer buffer;
  std::ostream out(&buffer);
  write_html(
      run, [](const std::string&) { return Evidence(); }, out);
  EXPECT_GT(buffer.bytes, 200'000u * 40u);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static_cast<void>(before);  // a sanitizer keeps what was freed, to see who touches it
#else
  EXPECT_GT(buffer.most_resident, 0u);
  EXPECT_LT(buffer.most_resident, before + 8 * 1024 * 1024);
#endif
}

TEST(Html, ExchangesAreCutAndThoseOfWhatIsBrokenComeFirst) {
  RunResult run = sample_run();
  std::vector<Evidence> evidence(run.targets.size());
  Verdict first = run.verdicts[0].copy();
  for (std::size_t number = 0; number < 30'000; ++number) {
    Exchange exchange;
    exchange.label = "many." + std::to_string(number);
    exchange.response = RecordedResponse{200, "1.1", {}, std::string(5000, 'x')};
    first.exchanges.push_back(exchange.label);
    evidence[0].exchanges.emplace(exchange.label, exchange);
  }
  run.verdicts.replace(0, std::move(first));
  Exchange broken;
  broken.label = "metadata";
  broken.response = RecordedResponse{200, "1.1", {}, "what was broken"};
  evidence[1].exchanges.emplace(broken.label, broken);
  const std::string page = page_of(run, evidence);
  EXPECT_LT(page.size(), 64u * 1024 * 1024);
  EXPECT_THAT(page, HasSubstr("what was broken"));
  EXPECT_THAT(page, HasSubstr("\u2026 (5000 bytes)"));
}

TEST(Html, ManyTargetsAreARowAProduct) {
  EXPECT_EQ(count(page_of(large_run(61, 1)), "<th scope=\"row\">"), 1u);
  EXPECT_EQ(count(page_of(large_run(60, 1)), "<th scope=\"row\">"), 60u);
}

}  // namespace
}  // namespace s2sconform
