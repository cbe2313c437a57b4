#ifndef STRATLOGIC_CLINUX_FILES_H
#define STRATLOGIC_CLINUX_FILES_H

// Files the way Linux offers them: calls relative to an open folder, variadic calls and calls that glibc hides behind
// _GNU_SOURCE. Every function returns what the call returns, or -errno; none is retried here unless it says so.

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef O_NOATIME
#define O_NOATIME 01000000
#endif
#ifndef O_PATH
#define O_PATH 010000000
#endif
#ifndef AT_EMPTY_PATH
#define AT_EMPTY_PATH 0x1000
#endif

/// The part of `struct stat` that says which file this is and whether it changed. Times are nanoseconds since 1970.
struct file_status {
  uint64_t device;
  uint64_t inode;
  uint64_t links;
  uint32_t mode;
  int64_t size;
  int64_t modified;
  int64_t changed;
};

static inline int file_result(int result) { return result < 0 ? -errno : result; }

static inline int file_status_take(int result, const struct stat *from, struct file_status *status) {
  if (result != 0) return -errno;
  status->device = from->st_dev;
  status->inode = from->st_ino;
  status->links = from->st_nlink;
  status->mode = from->st_mode;
  status->size = from->st_size;
  status->modified = from->st_mtim.tv_sec * INT64_C(1000000000) + from->st_mtim.tv_nsec;
  status->changed = from->st_ctim.tv_sec * INT64_C(1000000000) + from->st_ctim.tv_nsec;
  return 0;
}

static inline int file_status_of(int file, struct file_status *status) {
  struct stat found;
  return file_status_take(fstat(file, &found), &found, status);
}

static inline int file_status_at(int folder, const char *name, int follow, struct file_status *status) {
  struct stat found;
  return file_status_take(fstatat(folder, name, &found, follow ? 0 : AT_SYMLINK_NOFOLLOW), &found, status);
}

static inline int file_is_regular(uint32_t mode) { return S_ISREG(mode); }
static inline int file_is_folder(uint32_t mode) { return S_ISDIR(mode); }
static inline int file_is_link(uint32_t mode) { return S_ISLNK(mode); }

static inline int file_open_flags(int follow, int more) {
  return O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW) | more;
}

/// Opens for reading without touching the access time where that is allowed (owner or CAP_FOWNER).
static inline int file_open_at(int folder, const char *name, int follow, int more) {
  int file = openat(folder, name, file_open_flags(follow, more | O_NOATIME));
  if (file < 0 && errno == EPERM) file = openat(folder, name, file_open_flags(follow, more));
  return file_result(file);
}

/// Opens for reading; never blocks on a FIFO, never becomes the controlling terminal.
static inline int file_open_source(int folder, const char *name, int follow) {
  return file_open_at(folder, name, follow, 0);
}

static inline int file_open_folder(int folder, const char *name, int follow) {
  return file_open_at(folder, name, follow, O_DIRECTORY);
}

/// A folder that is only passed through on the way to something below it: needs no read permission.
static inline int file_open_passage(int folder, const char *name, int follow) {
  return file_result(openat(folder, name, O_PATH | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW)));
}

/// `openat2` refusing a link in any component; -ENOSYS on kernels before 5.6. <linux/openat2.h> is newer than some libcs.
static inline int file_open_linkless(const char *path) {
#ifdef SYS_openat2
  struct { uint64_t flags, mode, resolve; } how = {file_open_flags(0, O_NOATIME), 0, 0x04 /* RESOLVE_NO_SYMLINKS */};
  long file = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  if (file < 0 && errno == EPERM) {
    how.flags &= ~(uint64_t)O_NOATIME;
    file = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  }
  return file_result((int)file);
#else
  (void)path;
  return -ENOSYS;
#endif
}

/// A list of paths may well be a pipe (process substitution): waits for its writer.
static inline int file_open_list(const char *path) { return file_result(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)); }

static inline int file_here(void) { return AT_FDCWD; }

/// One directory record of getdents64(2), which has no libc type everywhere.
struct file_entry_head {
  uint64_t inode;
  int64_t next;
  uint16_t length;
  uint8_t kind;
};
enum { FILE_ENTRY_NAME_OFFSET = 19 };
enum { FILE_KIND_UNKNOWN = 0, FILE_KIND_FOLDER = 4, FILE_KIND_REGULAR = 8, FILE_KIND_LINK = 10 };

static inline long file_entries(int folder, void *buffer, unsigned long size) {
  long count = syscall(SYS_getdents64, folder, buffer, size);
  return count < 0 ? -errno : count;
}

static inline int64_t file_seek(int file, int64_t offset) {
  off_t result = lseek(file, offset, SEEK_SET);
  return result < 0 ? -errno : result;
}

/// realpath(3); the result is released with `file_release`. NULL and the error's number when there is no such file.
static inline char *file_resolve(const char *path, int *failure) {
  char *resolved = realpath(path, NULL);
  if (resolved == NULL) *failure = errno;
  return resolved;
}
static inline void file_release(char *path) { free(path); }

static inline int file_close(int file) { return file_result(close(file)); }

/// A new file that only its owner may read and nobody may write by name; open for reading and writing.
static inline int file_create(int folder, const char *name) {
  return file_result(openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400));
}

static inline int file_make_folder(int folder, const char *name) { return file_result(mkdirat(folder, name, 0700)); }
static inline int file_remove(int folder, const char *name) { return file_result(unlinkat(folder, name, 0)); }
static inline int file_remove_folder(int folder, const char *name) {
  return file_result(unlinkat(folder, name, AT_REMOVEDIR));
}
static inline int file_rename(int from, const char *name, int to, const char *other) {
  return file_result(renameat(from, name, to, other));
}

/// Makes `target` share the extents of `source` (ioctl_ficlone(2)); -EOPNOTSUPP or -EXDEV where that is not possible.
static inline int file_clone(int target, int source) { return file_result(ioctl(target, FICLONE, source)); }

static inline int file_duplicate(int file) { return file_result(fcntl(file, F_DUPFD_CLOEXEC, 3)); }
static inline int file_sync(int file) { return file_result(fsync(file)); }

/// Everything of the file system that holds `file` (syncfs(2)).
static inline int file_sync_all(int file) { return file_result((int)syscall(SYS_syncfs, file)); }

/// Takes the exclusive flock of a file or folder without waiting; -EWOULDBLOCK when somebody holds it.
static inline int file_lock(int file) { return file_result(flock(file, LOCK_EX | LOCK_NB)); }

/// Bytes an ordinary user may still write on the file system that holds `file`.
static inline int64_t file_free_space(int file) {
  struct statvfs found;
  if (fstatvfs(file, &found) != 0) return -errno;
  return (int64_t)found.f_bavail * (int64_t)found.f_frsize;
}

#endif
