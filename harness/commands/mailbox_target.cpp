#include "harness/commands/mailbox_target.h"

#include "harness/base/ascii.h"
#include "harness/run/plan.h"

namespace s2sconform {
namespace {

bool has_mailboxes(const Peer& peer) { return !peer.product.mailbox_service().path.empty(); }

}  // namespace

Target target_for_mailbox(const Target& target, const std::string& address) {
  Target changed = target;
  if (!changed.mailbox) changed.mailbox.emplace();
  for (const auto& user : {target.user, target.other_user}) {
    if (!user) continue;
    if (equal_ignoring_case(user->smtp, address) || equal_ignoring_case(user->sip, address)) {
      changed.user = user;
      if (changed.user->smtp.empty()) changed.user->smtp = address;
      return changed;
    }
  }
  TestUser& user = changed.user.emplace();
  user.upn = user.smtp = user.sip = address;
  changed.other_user.reset();
  return changed;
}

Expected<Peer> choose_mailbox_target(const std::vector<Target>& targets, const std::string& name,
                                     const std::string& targets_file, PluginRegistry& plugins) {
  std::vector<Peer> found;
  std::string names;
  for (const Target& target : targets) {
    if (!name.empty() && target.name != name) continue;
    const Expected<ProductVersion> product = find_product_version(target, plugins);
    if (!product) return Unexpected(product.error());
    const Peer peer{&target, *product};
    if (!has_mailboxes(peer)) continue;
    names += (names.empty() ? "" : ", ") + target.name;
    found.push_back(peer);
  }
  if (found.size() == 1) return found.front();
  if (!found.empty()) {
    return Unexpected(ConfigurationError{targets_file, "several targets have mailboxes: " + names,
                                         "name one with --target"});
  }
  return Unexpected(ConfigurationError{
      targets_file,
      name.empty() ? "no target's product has mailboxes"
                   : "there is no target '" + name + "' whose product has mailboxes",
      "name an Exchange server's target"});
}

}  // namespace s2sconform
