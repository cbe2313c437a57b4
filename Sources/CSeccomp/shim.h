#ifndef STRATLOGIC_CSECCOMP_SHIM_H
#define STRATLOGIC_CSECCOMP_SHIM_H

#include <errno.h>
#include <seccomp.h>

// Function-like macros are not imported into Swift.
static inline uint32_t sl_answer_eperm(void) { return SCMP_ACT_ERRNO(EPERM); }
static inline uint32_t sl_answer_allow(void) { return SCMP_ACT_ALLOW; }

/// A condition on argument `index`; `b` is the datum of SCMP_CMP_MASKED_EQ, whose mask is `a`.
static inline struct scmp_arg_cmp sl_argument(unsigned int index, enum scmp_compare compare, uint64_t a, uint64_t b) {
  struct scmp_arg_cmp comparison = {.arg = index, .op = compare, .datum_a = a, .datum_b = b};
  return comparison;
}

#endif
