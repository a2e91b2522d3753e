// XML namespaces of Exchange Web Services (facts 6.2).
#pragma once

#include <string_view>

namespace s2sconform::ews {

inline constexpr std::string_view soap = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view messages =
    "http://schemas.microsoft.com/exchange/services/2006/messages";
inline constexpr std::string_view types =
    "http://schemas.microsoft.com/exchange/services/2006/types";
inline constexpr std::string_view errors =
    "http://schemas.microsoft.com/exchange/services/2006/errors";

}  // namespace s2sconform::ews
