#ifndef STRATLOGIC_CGMIME_SHIM_H
#define STRATLOGIC_CGMIME_SHIM_H

#include <gmime/gmime.h>

// GObject's checks and casts are macros, which are not imported.

static inline GMimePart *sl_mime_part(GMimeObject *object) { return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL; }
static inline GMimeMultipart *sl_mime_multipart(GMimeObject *object) {
  return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}
static inline GMimeMessagePart *sl_mime_message_part(GMimeObject *object) {
  return GMIME_IS_MESSAGE_PART(object) ? GMIME_MESSAGE_PART(object) : NULL;
}
static inline GMimeObject *sl_mime_object(GMimeMessage *message) { return GMIME_OBJECT(message); }
static inline void sl_mime_release(void *object) { g_object_unref(object); }

#endif
