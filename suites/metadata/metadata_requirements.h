// The requirements of the metadata suite, by what they are about.
#pragma once

#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::metadata {

std::vector<Requirement> served_requirements();    // how the document is handed out
std::vector<Requirement> shape_requirements();     // its members
std::vector<Requirement> identity_requirements();  // whom it names
std::vector<Requirement> key_requirements();       // its certificates
std::vector<Requirement> stability_requirements();

// Why requirements on a member do not bind a product; empty when its dialect has the member.
std::string_view without_id(const ProductVersion& product);
std::string_view without_version(const ProductVersion& product);
std::string_view without_realm(const ProductVersion& product);
std::string_view without_audiences(const ProductVersion& product);
std::string_view without_endpoints(const ProductVersion& product);

}  // namespace s2sconform::metadata
