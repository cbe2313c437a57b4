#ifndef STRATLOGIC_CLINUX_WATCHING_H
#define STRATLOGIC_CLINUX_WATCHING_H

// inotify(7), and the question which file systems it tells nothing of. Every function returns what the call returns, or -errno.

#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/vfs.h>

#include "files.h"

static inline int notifier_open(void) { return file_result(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)); }

/// Watches an open folder: by its descriptor, so that whoever renames folders meanwhile does not have another one watched, and
/// whatever the length of its path.
static inline int notifier_watch(int notifier, int folder) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
  const uint32_t events = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
      | IN_DELETE_SELF | IN_MOVE_SELF;
  return file_result(inotify_add_watch(notifier, path, events | IN_ONLYDIR | IN_EXCL_UNLINK));
}

static inline int notifier_forget(int notifier, int watch) { return file_result(inotify_rm_watch(notifier, watch)); }

static inline int notifier_wait(int notifier, int milliseconds) {
  struct pollfd event = {.fd = notifier, .events = POLLIN};
  return file_result(poll(&event, 1, milliseconds));
}

static inline long notifier_read(int notifier, void *buffer, unsigned long size) {
  ssize_t count = read(notifier, buffer, size);
  return count < 0 ? -errno : count;
}

/// What an event's bits say.
enum {
  NOTIFIER_MADE = IN_CREATE,
  NOTIFIER_CLOSED = IN_CLOSE_WRITE,
  NOTIFIER_STATUS = IN_ATTRIB,
  NOTIFIER_REMOVED = IN_DELETE,
  NOTIFIER_MOVED_AWAY = IN_MOVED_FROM,
  NOTIFIER_MOVED_HERE = IN_MOVED_TO,
  NOTIFIER_ENDED = IN_IGNORED,
  NOTIFIER_OVERFLOW = IN_Q_OVERFLOW,
  NOTIFIER_ITSELF = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT,
};
static inline int notifier_is_of_folder(uint32_t mask) { return (mask & IN_ISDIR) != 0; }

/// The magic number of the file system that holds an open folder (statfs(2)); 0 where it cannot be told.
static inline uint32_t file_system_of(int folder) {
  struct statfs found;
  return fstatfs(folder, &found) == 0 ? (uint32_t)found.f_type : 0;
}

#endif
