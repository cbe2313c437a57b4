#ifndef STRATLOGIC_CPOSTGRES_SHIM_H
#define STRATLOGIC_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
