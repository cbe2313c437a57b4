#ifndef STRATLOGIC_CPOPPLER_SHIM_H
#define STRATLOGIC_CPOPPLER_SHIM_H

#include <poppler.h>

#endif
