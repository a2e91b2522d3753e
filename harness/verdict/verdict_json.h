// Verdicts as JSON, as they stand in results.json and in a run's journal, and back.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "harness/base/json_reader.h"
#include "harness/base/json_writer.h"
#include "harness/verdict/verdict.h"

namespace s2sconform {

void write_verdict(const VerdictView& verdict, JsonWriter& json);

// The members of a waiver, into an object that is open.
void write_waiver(const Waiver& waiver, JsonWriter& json);

// All of these throw nlohmann::json::exception or std::invalid_argument when it is no such thing.
Level level_of(std::string_view name);
Basis basis_of(std::string_view name);
Outcome outcome_of(std::string_view name);
Waiver waiver_of(const nlohmann::json& object);

// Throws likewise. Sets all of `verdict`, whatever it was before.
void read_verdict(JsonReader& json, Verdict& verdict);

}  // namespace s2sconform
