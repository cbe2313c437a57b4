#ifndef STRATLOGIC_CLINUX_ALLOCATOR_H
#define STRATLOGIC_CLINUX_ALLOCATOR_H

// glibc's allocator, which Swift's module of it leaves out.

#include <malloc.h>

#endif
