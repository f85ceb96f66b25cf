/* The initializer of zlib, which Swift cannot call: a macro that adds the version and the size of z_stream. */
#ifndef MINTOP_CZLIB_SHIM_H
#define MINTOP_CZLIB_SHIM_H

#include <zlib.h>

/* deflateInit2 is a macro. Window bits of 15 + 16 ask for a gzip header, which zlib writes without a time. */
static inline int mintop_deflate_init_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
