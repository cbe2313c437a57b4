#ifndef STRATLOGIC_CLINUX_SHIM_H
#define STRATLOGIC_CLINUX_SHIM_H

#include "crash.h"
#include "landlock.h"
#include "limits.h"
#include "passing.h"

#endif
