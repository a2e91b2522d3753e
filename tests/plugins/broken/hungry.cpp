// A plugin that eats memory while it is loaded.
#include <s2sconform/plugin.h>

#include <vector>

const s2sconform::plugin::Product* s2sconform_plugin_v1() noexcept {
  std::vector<std::vector<char>> eaten;
  for (;;) eaten.emplace_back(std::size_t{16} * 1024 * 1024, 'x');
}
