// A plugin that cannot serve.
#include <s2sconform/plugin.h>

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { return nullptr; }
