#ifndef STRATLOGIC_CPOPPLER_DOCUMENT_HPP
#define STRATLOGIC_CPOPPLER_DOCUMENT_HPP

#include <memory>
#include <string>
#include <vector>

#include <Object.h>
#include <PDFDoc.h>

#include "CPoppler.h"

struct sl_pdf {
  std::unique_ptr<PDFDoc> document;
  /// File specifications of annotations on the pages that were read.
  std::vector<Object> attached;
};

/// A text string of a PDF (PDFDocEncoding, UTF-16 or UTF-8) in UTF-8; what is no scalar becomes U+FFFD.
std::string sl_text(const GooString *string);

/// Passes a value on; false when the receiver wants no more.
inline bool sl_send(sl_pdf_receiver *receiver, void *context, const std::string &key, const std::string &value) {
  return receiver(context, key.data(), key.size(), value.data(), value.size());
}

#endif
