#ifndef STRATLOGIC_CPOPPLER_ANNOTATIONS_HPP
#define STRATLOGIC_CPOPPLER_ANNOTATIONS_HPP

#include <string>
#include <vector>

#include <Gfx.h>
#include <Page.h>

/// Draws the appearances of a page's annotations and form fields through `graphics`, adds to `notes` the text of those
/// that show none, and to `attached` the specifications of files that they hold.
///
/// They are read as plain dictionaries, with bounds: poppler's own reader of forms loops for ever in some files, and
/// takes gigabytes in others. Fields whose appearance the document declares stale are taken by their value.
void sl_read_annotations(Page *page, Gfx *graphics, bool appearances_are_stale, std::vector<std::string> &notes,
                         std::vector<Object> &attached);

#endif
