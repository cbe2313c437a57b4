#ifndef STRATLOGIC_CLINUX_SHIM_H
#define STRATLOGIC_CLINUX_SHIM_H

#include "files.h"
#include "processes.h"

#endif
