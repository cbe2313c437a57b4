#pragma once
#include <zlib.h>

/// Begins to unpack gzip: `inflateInit2` is a macro.
static inline int sl_zlib_open_gzip(z_stream *stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
