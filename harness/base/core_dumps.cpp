#include "harness/base/core_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace s2sconform {

void forbid_core_dumps() {
  // The limit is for children too. It does not hold where dumps go to a program (core_pattern(5)
  // with a pipe), so the process says that it is not to be dumped as well.
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace s2sconform
