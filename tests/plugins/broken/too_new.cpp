// A plugin of a newer API version. It would crash if any of it were run.
extern "C" __attribute__((visibility("default"))) const void* s2sconform_plugin_v2() {
  __builtin_trap();
}

namespace {

struct Trap {
  Trap() { __builtin_trap(); }
};

const Trap trap;

}  // namespace
