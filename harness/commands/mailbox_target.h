// A target as commands about one mailbox use it.
#pragma once

#include <string>
#include <vector>

#include "harness/base/configuration_error.h"
#include "harness/plugins/plugin_loader.h"
#include "harness/suite/suite.h"
#include "harness/targets/target.h"

namespace s2sconform {

// A copy of the target in which its user is the one of that address: one of those that it names,
// with all his names, or else one who has the address for every name. It has mailbox settings.
Target target_for_mailbox(const Target& target, const std::string& address);

// The one target of that name, or the only one whose product has a mailbox service.
Expected<Peer> choose_mailbox_target(const std::vector<Target>& targets, const std::string& name,
                                     const std::string& targets_file, PluginRegistry& plugins);

}  // namespace s2sconform
