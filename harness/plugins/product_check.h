// Whether a plugin's description is complete and means something.
#pragma once

#include <s2sconform/plugin.h>

#include <string>

namespace s2sconform {

// What is wrong with the description, in words for the plugin's author; empty when nothing is.
std::string product_defect(const plugin::Product& product);

}  // namespace s2sconform
