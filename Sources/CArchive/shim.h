#ifndef STRATLOGIC_CARCHIVE_SHIM_H
#define STRATLOGIC_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// Macros with casts are not imported.

static inline int sl_archive_is_file(struct archive_entry *entry) { return archive_entry_filetype(entry) == AE_IFREG; }
static inline int sl_archive_is_folder(struct archive_entry *entry) { return archive_entry_filetype(entry) == AE_IFDIR; }
static inline int sl_archive_is_link(struct archive_entry *entry) {
  return archive_entry_filetype(entry) == AE_IFLNK || archive_entry_hardlink(entry) != NULL ||
         archive_entry_hardlink_utf8(entry) != NULL;
}
// Archives made without Unix in mind give no type: what holds data is a file then.
static inline int sl_archive_has_no_type(struct archive_entry *entry) { return archive_entry_filetype(entry) == 0; }

#endif
