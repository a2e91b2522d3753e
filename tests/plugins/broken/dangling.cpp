// A plugin whose description leads nowhere.
#include <s2sconform/plugin.h>

namespace {

s2sconform::plugin::Product product;

}  // namespace

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept {
  product.id = std::string_view(reinterpret_cast<const char*>(8), 64);
  return &product;
}
