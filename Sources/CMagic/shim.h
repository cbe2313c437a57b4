#ifndef STRATLOGIC_CMAGIC_SHIM_H
#define STRATLOGIC_CMAGIC_SHIM_H

#include <magic.h>

#endif
