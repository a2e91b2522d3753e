// The smallest plugin: what its debug information says of the API is what plugin_v1.abi records.
#include <s2sconform/plugin.h>

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept {
  static constexpr s2sconform::plugin::Product product{};
  return &product;
}
