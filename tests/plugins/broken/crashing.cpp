// A plugin whose constructor crashes.
#include <s2sconform/plugin.h>

#include <csignal>

namespace {

struct Crash {
  Crash() { std::raise(SIGSEGV); }
};

const Crash crash;

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return nullptr; }
