#ifndef STRATLOGIC_CLINUX_PROCESSES_H
#define STRATLOGIC_CLINUX_PROCESSES_H

#include <sys/syscall.h>
#include <unistd.h>

// Both exist in glibc, but Swift's Glibc module exports neither.

/// A descriptor that becomes readable when the process ends, or -1 with errno (pidfd_open(2), Linux 5.3).
static inline int stratlogic_pidfd_open(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

/// Writes everything of the file system that `descriptor` lies on to its disk (syncfs(2)).
static inline int stratlogic_syncfs(int descriptor) {
  return (int)syscall(SYS_syncfs, descriptor);
}

#endif
