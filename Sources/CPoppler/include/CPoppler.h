#ifndef STRATLOGIC_CPOPPLER_H
#define STRATLOGIC_CPOPPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef __cplusplus
#include "standard_error.h"
#endif

// What StratLogic needs of poppler's core library, as C. The core is used rather than poppler-glib because only it
// shows the blocks and lines that `pdftotext` reads by, and because it lets annotations and form fields be read as
// plain dictionaries: poppler's own form reader loops for ever in some files. No exception leaves these functions.
//
// Strings are UTF-8 with a length, and are lent for the time of a call, or as long as the object they were asked of.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sl_pdf sl_pdf;
typedef struct sl_pdf_page sl_pdf_page;
typedef struct sl_pdf_image sl_pdf_image;
typedef struct sl_pdf_attachments sl_pdf_attachments;

/// Takes a key and a value; returns false for "no more".
typedef bool sl_pdf_receiver(void *context, const char *key, size_t key_length, const char *value, size_t length);

enum sl_pdf_failure { sl_pdf_opened, sl_pdf_encrypted, sl_pdf_damaged, sl_pdf_out_of_memory };

/// The version this was compiled with.
const char *sl_pdf_version(void);

/// Sets the library up; what it would print about damage is dropped. Once, before the first document.
void sl_pdf_set_up(void);

/// Opens the document in `bytes`, which must stay until `sl_pdf_close`. NULL with the reason in `failure`, and
/// poppler's error number in `code`. `password` (NULL for none) is tried as the owner's and as the user's.
sl_pdf *sl_pdf_open(const void *bytes, size_t count, const char *password, size_t password_length,
                    enum sl_pdf_failure *failure, int *code);
void sl_pdf_close(sl_pdf *pdf);

int32_t sl_pdf_page_count(sl_pdf *pdf);
/// `1.7` as 17; 0 for unknown.
int32_t sl_pdf_format_version(sl_pdf *pdf);

/// The strings of the document information, custom ones as well.
void sl_pdf_information(sl_pdf *pdf, sl_pdf_receiver *receiver, void *context);
/// The XMP packet as it stands, up to `limit` bytes, in one call with an empty key; no call where there is none.
void sl_pdf_metadata(sl_pdf *pdf, size_t limit, sl_pdf_receiver *receiver, void *context);
/// The titles of the outline in reading order, with an empty key. Loops are not followed; at most `limit` entries are
/// looked at.
void sl_pdf_outline(sl_pdf *pdf, size_t limit, sl_pdf_receiver *receiver, void *context);
/// The label of a page counted from 0, with an empty key; no call where it has none.
void sl_pdf_page_label(sl_pdf *pdf, int32_t page, sl_pdf_receiver *receiver, void *context);
/// The document's natural language (`de-CH`), with an empty key; no call where it names none.
void sl_pdf_language(sl_pdf *pdf, sl_pdf_receiver *receiver, void *context);

/// One line of a page, a stretch of the page's scalars.
typedef struct {
  /// First scalar and number of scalars, spaces between words included. In visual order, from left to right.
  uint32_t start, count;
  /// Points, y downwards, as the page is turned.
  float left, top, right, bottom;
  float font_size;
  /// Number of the block of lines, and of the flow of blocks (a column, mostly) that it belongs to.
  uint32_t block, flow;
  /// Quarter turns against the page.
  uint8_t rotation;
  /// Whether the last character is set in a font of which all characters are equally wide.
  uint8_t ends_in_fixed_width;
} sl_pdf_line;

/// Reads a page counted from 0: the page's own text and that of the appearances of its annotations. NULL for a page
/// that cannot be read.
sl_pdf_page *sl_pdf_read_page(sl_pdf *pdf, int32_t page);
void sl_pdf_page_free(sl_pdf_page *page);
const sl_pdf_line *sl_pdf_page_lines(const sl_pdf_page *page, size_t *count);
const uint32_t *sl_pdf_page_scalars(const sl_pdf_page *page, size_t *count);
/// What notes and fields of the page say that is not drawn on it.
void sl_pdf_page_notes(const sl_pdf_page *page, sl_pdf_receiver *receiver, void *context);

/// The compatibility composition (NFKC) of scalars; NULL when memory ran out, else to be freed with `free`.
uint32_t *sl_pdf_compose(const uint32_t *scalars, size_t count, size_t *composed_count);

/// The share of a page (0 to 1) that pictures cover, overlaps counted again; nothing is decoded for it.
double sl_pdf_image_share(sl_pdf *pdf, int32_t page);
/// Draws a page in grey at `resolution` dots an inch, or fewer so that there are at most `pixels` of them. NULL when it
/// cannot be drawn.
sl_pdf_image *sl_pdf_draw_page(sl_pdf *pdf, int32_t page, double resolution, size_t pixels);
void sl_pdf_image_free(sl_pdf_image *image);
/// Rows from the top, a byte a pixel.
const uint8_t *sl_pdf_image_pixels(const sl_pdf_image *image, int32_t *width, int32_t *height, int32_t *row,
                                   double *resolution);

/// Lists what is embedded: at most `limit` files, those of the document and then those that annotations of the pages
/// hold which were read before. NULL only for want of memory.
sl_pdf_attachments *sl_pdf_attachments_list(sl_pdf *pdf, size_t limit);
void sl_pdf_attachments_free(sl_pdf_attachments *attachments);
size_t sl_pdf_attachments_count(const sl_pdf_attachments *attachments);
/// `name`, `description`, `mime_type` of one, as far as it states them.
void sl_pdf_attachment_properties(sl_pdf_attachments *attachments, size_t index, sl_pdf_receiver *receiver,
                                  void *context);
/// Gives the bytes of one, decoded, piece by piece with an empty key, until `receiver` says no; true when that was all
/// of it.
bool sl_pdf_attachment_read(sl_pdf_attachments *attachments, size_t index, sl_pdf_receiver *receiver, void *context);

#ifdef __cplusplus
}
#endif

#endif
