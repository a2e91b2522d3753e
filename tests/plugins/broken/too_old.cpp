// A plugin of an older API version. It would crash if any of it were run.
extern "C" __attribute__((visibility("default"))) const void* s2sconform_plugin_v0() {
  __builtin_trap();
}

namespace {

struct Trap {
  Trap() { __builtin_trap(); }
};

const Trap trap;

}  // namespace
