// A bound on the memory of this process.
#pragma once

#include <cstddef>

namespace s2sconform {

// With this status a process ends that limit_memory has bound and that needs more.
inline constexpr int out_of_memory_status = 71;

// From here on the process gets no more than `bytes` beyond the memory that it has. What asks for
// more with `new` ends the process; what asks with malloc is told that there is none.
void limit_memory(std::size_t bytes);

}  // namespace s2sconform
