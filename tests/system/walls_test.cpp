// Who may include whom (docs/architecture.md). The walls keep one misreading of a specification
// from hiding in both the harness and the lab, and keep the data flowing one way.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace s2sconform::test {
namespace {

using Names = std::set<std::string>;

// For each room, the rooms whose headers it may include.
const std::map<std::string, Names> allowed{
    {"harness/base", {}},
    {"harness/json", {"harness/base"}},
    {"harness/http", {"harness/base"}},
    {"harness/xml", {}},
    {"harness/ews", {"harness/xml"}},
    {"harness/autodiscover", {"harness/xml"}},
    {"harness/written_items", {"harness/base"}},
    {"harness/x509", {"harness/base"}},
    {"harness/verdict", {"harness/base"}},
    {"harness/waivers", {"harness/base", "harness/json", "harness/verdict"}},
    {"harness/bundle", {"harness/base", "harness/evidence"}},
    {"harness/comparison",
     {"harness/base", "harness/evidence", "harness/http", "harness/json", "harness/verdict",
      "harness/x509", "harness/xml"}},
    {"harness/token", {"harness/base", "harness/json", "harness/x509"}},
    {"harness/identity", {"harness/base", "harness/token", "harness/x509"}},
    {"harness/targets",
     {"harness/base", "harness/http", "harness/identity", "harness/json", "harness/x509"}},
    {"harness/evidence", {"harness/base"}},
    {"harness/journal", {"harness/base", "harness/verdict"}},
    {"harness/workers", {"harness/base"}},
    {"harness/engine",
     {"harness/base", "harness/evidence", "harness/http", "harness/identity", "harness/targets",
      "harness/x509"}},
    {"harness/plugins", {"harness/base", "plugin_api"}},
    {"harness/suite",
     {"harness/base", "harness/engine", "harness/evidence", "harness/targets", "harness/verdict",
      "harness/written_items", "harness/x509", "plugin_api"}},
    {"harness/judge", {"harness/suite", "harness/verdict"}},
    {"harness/run",
     {"harness/base", "harness/engine", "harness/evidence", "harness/identity", "harness/journal",
      "harness/judge", "harness/plugins", "harness/suite", "harness/targets", "harness/verdict",
      "harness/workers", "harness/written_items", "harness/x509"}},
    {"harness/commands",
     {"harness/base", "harness/bundle", "harness/comparison", "harness/evidence", "harness/waivers",
      "harness/journal", "harness/workers", "harness/written_items", "harness/http",
      "harness/identity", "harness/plugins", "harness/run", "harness/suite", "harness/verdict",
      "harness/targets", "harness/token", "harness/x509", "reports", "suites"}},
    {"harness/plugin_api", {}},
    {"plugins", {"plugin_api"}},
    {"suites",
     {"harness/autodiscover", "harness/ews", "harness/base", "harness/evidence", "harness/http",
      "harness/json", "harness/judge", "harness/written_items", "harness/identity", "harness/suite",
      "harness/targets", "harness/token", "harness/verdict", "harness/x509", "harness/xml"}},
    {"reports", {"harness/base", "harness/comparison", "harness/evidence", "harness/verdict"}},
    {"fixtures", {}},
};

// "harness/engine" of "harness/engine/task.h", "suites" of "suites/metadata/x.h".
std::string room_of(const std::string& path) {
  const std::size_t slash = path.find('/');
  const std::string first = path.substr(0, slash);
  return first == "harness" ? path.substr(0, path.find('/', slash + 1)) : first;
}

struct Include {
  std::string file;
  std::string room;
  std::string included;  // a room, or "" for what is not ours
  std::string header;
};

std::vector<Include> includes() {
  const std::regex pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
  std::vector<Include> found;
  for (const char* top : {"harness", "plugins", "suites", "reports", "fixtures"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() / top)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".h") continue;
      const std::string file = std::filesystem::relative(entry.path(), source_folder()).string();
      std::istringstream lines(read_file(entry.path()));
      for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, pattern)) continue;
        const std::string header = match[1];
        std::string room;
        if (header.starts_with("s2sconform/")) room = "plugin_api";
        if (allowed.contains(room_of(header))) room = room_of(header);
        found.push_back({file, room_of(file), room, header});
      }
    }
  }
  return found;
}

TEST(Walls, EachRoomIncludesOnlyWhatItMay) {
  std::size_t looked_at = 0;
  for (const Include& include : includes()) {
    ASSERT_TRUE(allowed.contains(include.room)) << include.file << " is in no room";
    if (include.included.empty() || include.included == include.room) continue;
    ++looked_at;
    EXPECT_TRUE(allowed.at(include.room).contains(include.included))
        << include.file << " includes " << include.header;
  }
  EXPECT_GT(looked_at, 100u) << "the test looks at the includes that there are";
}

TEST(Walls, TheLabSharesNoProtocolLibraryWithTheHarness) {
  for (const Include& include : includes()) {
    if (include.room == "fixtures") {
      for (const char* library : {"nlohmann/", "curl/", "libxml/", "gtest/"}) {
        EXPECT_FALSE(include.header.starts_with(library)) << include.file;
      }
    } else {
      for (const char* library : {"boost/beast", "boost/json", "boost/asio", "pugixml"}) {
        EXPECT_FALSE(include.header.starts_with(library)) << include.file;
      }
    }
  }
}

TEST(Walls, TheHarnessDoesNotKnowTheLab) {
  for (const char* top : {"harness", "plugins", "suites", "reports"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() / top)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      const std::string text = read_file(entry.path());
      for (const char* word : {"s2slab", "s2s-lab", "X-Lab"}) {
        EXPECT_EQ(text.find(word), std::string::npos) << entry.path() << " names " << word;
      }
    }
  }
}

TEST(Walls, SuitesNameNoProduct) {
  const std::regex product("\"(exchange|lync|sharepoint)\"", std::regex::icase);
  for (const char* top : {"suites", "harness/engine", "harness/judge", "harness/run"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() / top)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
      const std::string text = read_file(entry.path());
      EXPECT_FALSE(std::regex_search(text, product)) << entry.path();
    }
  }
}

// A header is included before it is complete when includes run in a circle.
TEST(Walls, NoIncludesRunInACircle) {
  std::map<std::string, Names> graph;
  for (const Include& include : includes()) graph[include.file].insert(include.header);
  std::map<std::string, int> state;  // 1: being looked at, 2: done
  const auto visit = [&](const auto& self, const std::string& file) -> bool {
    if (state[file] == 1) return false;
    if (state[file] == 2) return true;
    state[file] = 1;
    for (const std::string& header : graph[file]) {
      if (graph.contains(header) && !self(self, header)) {
        ADD_FAILURE() << "a circle of includes goes through " << header;
        return false;
      }
    }
    state[file] = 2;
    return true;
  };
  Names files;
  for (const auto& [file, headers] : graph) files.insert(file);
  for (const std::string& file : files) visit(visit, file);
}

}  // namespace
}  // namespace s2sconform::test
