#ifndef STRATLOGIC_CLINUX_LIMITS_H
#define STRATLOGIC_CLINUX_LIMITS_H

#include <errno.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <linux/seccomp.h>

// Names that are invisible to Swift: they stand behind _GNU_SOURCE, or are enumerators of glibc's own types.

enum { sl_open_path = 010000000 /* O_PATH */ };

static inline int sl_limit_memory(uint64_t value) {
  struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(RLIMIT_AS, &limit);
}

static inline int sl_limit_descriptors(uint64_t value) {
  struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(RLIMIT_NOFILE, &limit);
}

/// No file grows, no core is written, no process is made.
static inline int sl_limit_rest(void) {
  struct rlimit none = {.rlim_cur = 0, .rlim_max = 0};
  if (setrlimit(RLIMIT_FSIZE, &none) != 0) return -1;
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
  return setrlimit(RLIMIT_NPROC, &none);
}

/// Moves the soft limit of a child's processor time, and leaves the hard one without end.
static inline int sl_limit_cpu(pid_t process, uint64_t seconds) {
  const struct { uint64_t soft, hard; } limit = {seconds, UINT64_MAX};
  return (int)syscall(SYS_prlimit64, process, RLIMIT_CPU, &limit, NULL);
}

/// Whether the kernel filters system calls: with a null pointer, EFAULT says yes and EINVAL no.
static inline int sl_has_filters(void) {
  return prctl(PR_SET_SECCOMP, (unsigned long)SECCOMP_MODE_FILTER, NULL) == -1 && errno == EFAULT;
}

#endif
