// A plugin that needs a function which nobody has.
#include <s2sconform/plugin.h>

extern "C" const s2sconform::plugin::Product* nobody_has_this();

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return nobody_has_this(); }
