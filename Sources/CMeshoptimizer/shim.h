/* The plain C interface of meshoptimizer; nothing of it needs wrapping. */
#ifndef MINTOP_CMESHOPTIMIZER_SHIM_H
#define MINTOP_CMESHOPTIMIZER_SHIM_H

#include <meshoptimizer.h>

#endif
