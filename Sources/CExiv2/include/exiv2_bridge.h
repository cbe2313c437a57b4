#ifndef STRATLOGIC_CEXIV2_BRIDGE_H
#define STRATLOGIC_CEXIV2_BRIDGE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Exiv2 speaks C++ only and reports by exceptions: this is as much of it as is needed, in C, and nothing is thrown through it.

typedef struct sl_picture sl_picture;

/// Sets the library up and silences it; before the first picture, and on one thread.
void sl_exiv2_prepare(void);

/// The run-time library's version.
const char *sl_exiv2_version(void);

/// Reads the metadata of the picture in `bytes`, which must stay valid until it is freed. NULL when it cannot be read; then
/// `out_of_memory` says whether for want of memory.
sl_picture *sl_picture_read(const void *bytes, size_t size, int *out_of_memory);

/// In pixels; 0 where it is not known.
int sl_picture_width(const sl_picture *picture);
int sl_picture_height(const sl_picture *picture);

/// How the picture is to be turned, 1 to 8 (EXIF 2.32, 4.6.4, Orientation); anything else where it does not say.
int sl_picture_orientation(const sl_picture *picture);

/// Entries of EXIF (but for the maker's own), IPTC and XMP, in this order. Strings live as long as the picture; values may be broken UTF-8.
size_t sl_picture_count(const sl_picture *picture);
const char *sl_picture_key(const sl_picture *picture, size_t index);
const char *sl_picture_value(const sl_picture *picture, size_t index);

void sl_picture_free(sl_picture *picture);

#ifdef __cplusplus
}
#endif

#endif
