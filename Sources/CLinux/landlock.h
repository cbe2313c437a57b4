#ifndef STRATLOGIC_CLINUX_LANDLOCK_H
#define STRATLOGIC_CLINUX_LANDLOCK_H

#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// landlock(7). glibc has no wrappers, and Debian 12's header ends at version 2 of the interface: the structures are repeated
// here so that a newer kernel is used to the full. The kernel takes the size of the structure as it knew it in a version.

struct sl_landlock_ruleset {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;  // since version 4
  uint64_t scoped;              // since version 6
};

struct sl_landlock_path {
  uint64_t allowed_access;
  int32_t parent_fd;
} __attribute__((packed));

/// The version of the interface, or -1 where the kernel lacks Landlock.
static inline int sl_landlock_version(void) { return (int)syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U); }

static inline int sl_landlock_create(const struct sl_landlock_ruleset *ruleset, size_t size) {
  return (int)syscall(SYS_landlock_create_ruleset, ruleset, size, 0U);
}

static inline int sl_landlock_allow(int ruleset, const struct sl_landlock_path *rule) {
  return (int)syscall(SYS_landlock_add_rule, ruleset, 1 /* LANDLOCK_RULE_PATH_BENEATH */, rule, 0U);
}

static inline int sl_landlock_restrict(int ruleset) { return (int)syscall(SYS_landlock_restrict_self, ruleset, 0U); }

// prctl(2) is variadic.
static inline int sl_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L); }
static inline int sl_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L); }

#endif
