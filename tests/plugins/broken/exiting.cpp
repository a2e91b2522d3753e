// A plugin that ends the process.
#include <s2sconform/plugin.h>
#include <unistd.h>

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept { ::_exit(0); }
