#ifndef STRATLOGIC_CLINUX_SHIM_H
#define STRATLOGIC_CLINUX_SHIM_H

#include "allocator.h"
#include "files.h"
#include "processes.h"
#include "crash.h"
#include "landlock.h"
#include "limits.h"
#include "passing.h"
#include "watching.h"

#endif
