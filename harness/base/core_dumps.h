// A process that holds secrets leaves no image of its memory.
#pragma once

namespace s2sconform {

// From here on this process, and what it starts, writes no core dump; another process of the same
// user can neither attach to this one nor read its memory or environment below /proc.
void forbid_core_dumps();

}  // namespace s2sconform
