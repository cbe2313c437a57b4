#ifndef STRATLOGIC_CLINUX_SHIM_H
#define STRATLOGIC_CLINUX_SHIM_H

#include "processes.h"

#endif
