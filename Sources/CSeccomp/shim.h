#ifndef STRATLOGIC_CSECCOMP_SHIM_H
#define STRATLOGIC_CSECCOMP_SHIM_H

#include <seccomp.h>

#endif
