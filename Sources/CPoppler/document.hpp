#ifndef STRATLOGIC_CPOPPLER_DOCUMENT_HPP
#define STRATLOGIC_CPOPPLER_DOCUMENT_HPP

#include <memory>
#include <string>
#include <vector>

#include <Object.h>
#include <PDFDoc.h>
#include <TextOutputDev.h>

#include "CPoppler.h"
#include "kept_objects.hpp"

struct sl_pdf {
  KeptObjects kept;
  std::unique_ptr<PDFDoc> document;
  /// File specifications of annotations on the pages that were read.
  std::vector<Object> attached;
  /// Reads the text of page after page; one for all of them, for it keeps what it made of their colour profiles.
  TextOutputDev output{nullptr, false, 0, false, false};
};

/// A text string of a PDF (PDFDocEncoding, UTF-16 or UTF-8) in UTF-8; what is no scalar becomes U+FFFD.
std::string sl_text(const GooString *string);

/// Passes a value on; false when the receiver wants no more.
inline bool sl_send(sl_pdf_receiver *receiver, void *context, const std::string &key, const std::string &value) {
  return receiver(context, key.data(), key.size(), value.data(), value.size());
}

#endif
