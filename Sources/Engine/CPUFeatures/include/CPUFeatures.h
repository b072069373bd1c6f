#pragma once
#include <stdbool.h>

/// Whether this processor, and the system below it, run 256-bit vectors and fused multiply-add.
static inline bool cpu_has_avx2_and_fma(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}
