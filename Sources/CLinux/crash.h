#ifndef STRATLOGIC_CLINUX_CRASH_H
#define STRATLOGIC_CLINUX_CRASH_H

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

// Signal handlers, in C because nothing but async-signal-safe functions may run in them (signal-safety(7)).

static const char sl_out_of_memory[] = "\nstratlogic-extract: out of memory\n";
static inline const char *sl_out_of_memory_text(void) { return sl_out_of_memory; }

/// A failed allocation leaves ENOMEM behind; Swift then traps without a word, C++ and GLib abort. The handler says so on standard
/// error and returns: the handler is gone (SA_RESETHAND), so the fault repeats and ends the process as it would have.
static inline void sl_on_crash(int signal) {
  (void)signal;
  if (errno == ENOMEM) {
    ssize_t ignored = write(STDERR_FILENO, sl_out_of_memory, sizeof sl_out_of_memory - 1);
    (void)ignored;
  }
}

/// The peer of standard input is gone: nobody waits for this document any more, however long it would still have taken.
static inline void sl_on_tick(int signal) {
  (void)signal;
  int kept = errno;
  struct pollfd peer = {.fd = STDIN_FILENO, .events = 0};
  if (poll(&peer, 1, 0) > 0 && (peer.revents & (POLLHUP | POLLERR)) != 0) _exit(0);
  errno = kept;
}

/// Handles the signals a crash raises, on a stack of its own, since the usual one may be what overflowed.
static inline int sl_watch_crashes(void *stack, size_t size) {
  stack_t alternate = {.ss_sp = stack, .ss_size = size};
  if (sigaltstack(&alternate, NULL) != 0) return -1;
  struct sigaction action = {.sa_handler = sl_on_crash, .sa_flags = SA_ONSTACK | SA_RESETHAND};
  const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
  for (size_t index = 0; index < sizeof signals / sizeof signals[0]; index++)
    if (sigaction(signals[index], &action, NULL) != 0) return -1;
  return 0;
}

/// Looks once a second whether the peer of standard input is still there.
static inline int sl_watch_peer(void) {
  struct sigaction action = {.sa_handler = sl_on_tick, .sa_flags = SA_ONSTACK | SA_RESTART};
  if (sigaction(SIGALRM, &action, NULL) != 0) return -1;
  struct itimerval second = {.it_interval = {.tv_sec = 1}, .it_value = {.tv_sec = 1}};
  return setitimer(ITIMER_REAL, &second, NULL);
}

#endif
