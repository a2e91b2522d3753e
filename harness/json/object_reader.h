// Reads a JSON object member by member, and reports the first thing that is wrong with its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/json/located_json.h"

namespace s2sconform {

// Keeps the error that stands first in the file, in whatever order errors are reported.
class ErrorSink {
 public:
  explicit ErrorSink(std::string path) : path_(std::move(path)) {}

  void report(const Position& position, std::string problem, std::string remedy = "");
  const std::optional<ConfigurationError>& first() const { return first_; }
  // "<path>:<line>:<column>"
  std::string place_of(const Position& position) const;

 private:
  std::string path_;
  std::optional<ConfigurationError> first_;
  Position first_position_;
};

// Borrows the object and the sink. Each member is asked for by its name once; close() reports those
// that nobody asked for.
class ObjectReader {
 public:
  // `fallback` gives the members that `object` has not ("defaults"); nullptr: there is none.
  ObjectReader(const LocatedJson& object, const LocatedJson* fallback, ErrorSink& errors);

  const LocatedJson* find(const std::string& name);
  // The same, and an error when it is missing.
  const LocatedJson* require(const std::string& name);

  // Each returns the value, or nullopt when the member is missing or was reported as wrong.
  std::optional<std::string> text(const std::string& name);
  std::optional<std::string> required_text(const std::string& name);
  std::optional<bool> boolean(const std::string& name);
  std::optional<double> number(const std::string& name, double minimum, double maximum);
  // 10000.0 is an integer too, as JSON Schema has it.
  std::optional<std::int64_t> integer(const std::string& name, std::int64_t minimum,
                                      std::int64_t maximum);
  // One of `choices`; its index.
  std::optional<std::size_t> choice(const std::string& name,
                                    const std::vector<std::string>& choices);

  // Reports the member `name`, which is a key of the format but not of this object.
  void refuse(const std::string& name, const std::string& problem, const std::string& remedy);

  void close();

 private:
  void report_duplicates();

  const LocatedJson& object_;
  const LocatedJson* fallback_;
  ErrorSink& errors_;
  std::vector<std::string> asked_;
  std::vector<std::string> refused_;
};

// Reports a value that is not of `kind`; true when it is.
bool expect_kind(const LocatedJson& value, LocatedJson::Kind kind, ErrorSink& errors);

}  // namespace s2sconform
