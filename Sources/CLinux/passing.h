#ifndef STRATLOGIC_CLINUX_PASSING_H
#define STRATLOGIC_CLINUX_PASSING_H

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <unistd.h>

// Descriptors over a Unix socket (unix(7), SCM_RIGHTS). In C because the CMSG macros are not imported into Swift.

union sl_rights {
  char room[CMSG_SPACE(sizeof(int))];
  struct cmsghdr alignment;
};

/// Sends bytes, with `descriptor` riding on the first of them unless it is negative. Never raises SIGPIPE.
static inline ssize_t sl_send(int socket, const void *bytes, size_t count, int descriptor) {
  struct iovec piece = {.iov_base = (void *)bytes, .iov_len = count};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  union sl_rights rights;
  if (descriptor >= 0) {
    memset(&rights, 0, sizeof rights);
    message.msg_control = rights.room;
    message.msg_controllen = sizeof rights.room;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  }
  return sendmsg(socket, &message, MSG_NOSIGNAL);
}

/// Receives bytes and at most one descriptor (close-on-exec), which is -1 where none came. The kernel closes any beyond it.
static inline ssize_t sl_receive(int socket, void *bytes, size_t count, int *descriptor) {
  struct iovec piece = {.iov_base = bytes, .iov_len = count};
  union sl_rights rights;
  struct msghdr message = {
      .msg_iov = &piece, .msg_iovlen = 1, .msg_control = rights.room, .msg_controllen = sizeof rights.room};
  *descriptor = -1;
  ssize_t received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (received < 0) return received;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS && *descriptor < 0)
      memcpy(descriptor, CMSG_DATA(header), sizeof *descriptor);
  }
  return received;
}

/// pipe2(2), which stands behind _GNU_SOURCE.
static inline int sl_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

#endif
