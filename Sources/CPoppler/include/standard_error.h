#ifndef STRATLOGIC_CPOPPLER_STANDARD_ERROR_H
#define STRATLOGIC_CPOPPLER_STANDARD_ERROR_H

#include <stdio.h>

// After <stdio.h>, whose types it uses.
#include <bits/types/cookie_io_functions_t.h>

// glibc declares this for _GNU_SOURCE only, which cannot be defined for one Clang module alone.
extern FILE *fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions);

typedef ssize_t stratlogic_stderr_reader(void *cookie, const char *bytes, size_t count);

// Lets `reader` see whatever C code prints to `stderr` from now on. Unbuffered, so that printing allocates nothing: what is
// looked for is printed when no memory is left. Both the struct of callbacks and the assignment need C.
static inline int stratlogic_read_stderr(stratlogic_stderr_reader *reader, void *cookie) {
  cookie_io_functions_t functions = {.write = (cookie_write_function_t *)reader};
  FILE *stream = fopencookie(cookie, "w", functions);
  if (stream == NULL) return -1;
  setvbuf(stream, NULL, _IONBF, 0);
  stderr = stream;
  return 0;
}

#endif
