// What "list" shows, for programs.
#pragma once

#include <span>
#include <vector>

#include "harness/commands/list_targets.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/suite/suite.h"

namespace s2sconform {

// Each writes one JSON document to standard output. Members are only ever added.
void list_products_as_json(const std::vector<LoadedPlugin>& plugins);
void list_suites_as_json(const std::vector<Suite>& suites);
void list_requirements_as_json(const std::vector<Suite>& suites);
void list_targets_as_json(const std::vector<ListedTarget>& targets);

}  // namespace s2sconform
