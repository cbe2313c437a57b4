#include "document.hpp"

#include <set>

#include <Catalog.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>
#include <goo/gmem.h>

const char *sl_pdf_version(void) { return POPPLER_VERSION; }

void sl_pdf_set_up(void) {
  globalParams = std::make_unique<GlobalParams>();
  // Damage is told by what cannot be read; the library would print a line for every damaged byte.
  setErrorCallback([](ErrorCategory, Goffset, const char *) {});
}

static void append_scalar(std::string &text, Unicode scalar) {
  if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) scalar = 0xFFFD;
  if (scalar < 0x80) {
    text.push_back(static_cast<char>(scalar));
    return;
  }
  if (scalar < 0x800) {
    text.push_back(static_cast<char>(0xC0 | (scalar >> 6)));
  } else if (scalar < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | (scalar >> 12)));
    text.push_back(static_cast<char>(0x80 | ((scalar >> 6) & 0x3F)));
  } else {
    text.push_back(static_cast<char>(0xF0 | (scalar >> 18)));
    text.push_back(static_cast<char>(0x80 | ((scalar >> 12) & 0x3F)));
    text.push_back(static_cast<char>(0x80 | ((scalar >> 6) & 0x3F)));
  }
  text.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
}

std::string sl_text(const GooString *string) {
  std::string text;
  if (string == nullptr) return text;
  Unicode *scalars = nullptr;
  const int count = TextStringToUCS4(string->toStr(), &scalars);
  for (int index = 0; index < count; index++) append_scalar(text, scalars[index]);
  gfree(scalars);
  return text;
}

sl_pdf *sl_pdf_open(const void *bytes, size_t count, const char *password, size_t password_length,
                    enum sl_pdf_failure *failure, int *code) {
  *failure = sl_pdf_damaged;
  *code = errOpenFile;
  try {
    std::optional<GooString> given;
    if (password != nullptr) given.emplace(password, static_cast<int>(password_length));
    auto *stream = new MemStream(static_cast<const char *>(bytes), 0, static_cast<Goffset>(count), Object(objNull));
    auto document = std::make_unique<PDFDoc>(stream, given, given);
    if (document->isOk()) {
      *failure = sl_pdf_opened;
      auto pdf = std::make_unique<sl_pdf>();
      pdf->document = std::move(document);
      pdf->kept.keep_catalog(*pdf->document);
      return pdf.release();
    }
    *code = document->getErrorCode();
    if (*code == errEncrypted) *failure = sl_pdf_encrypted;
  } catch (const std::bad_alloc &) {
    *failure = sl_pdf_out_of_memory;
  } catch (...) {
    *failure = sl_pdf_damaged;
  }
  return nullptr;
}

void sl_pdf_close(sl_pdf *pdf) { delete pdf; }

int32_t sl_pdf_page_count(sl_pdf *pdf) {
  try {
    return pdf->document->getNumPages();
  } catch (...) {
    return 0;
  }
}

int32_t sl_pdf_format_version(sl_pdf *pdf) {
  return pdf->document->getPDFMajorVersion() * 10 + pdf->document->getPDFMinorVersion();
}

void sl_pdf_information(sl_pdf *pdf, sl_pdf_receiver *receiver, void *context) try {
  const Object information = pdf->document->getDocInfo();
  if (!information.isDict()) return;
  for (int index = 0; index < information.dictGetLength(); index++) {
    const Object value = information.dictGetVal(index);
    if (!value.isString()) continue;
    if (!sl_send(receiver, context, information.dictGetKey(index), sl_text(value.getString()))) return;
  }
} catch (...) {
}

void sl_pdf_metadata(sl_pdf *pdf, size_t limit, sl_pdf_receiver *receiver, void *context) try {
  const Object catalog = pdf->document->getXRef()->getCatalog();
  if (!catalog.isDict()) return;
  Object metadata = catalog.dictLookup("Metadata");
  if (!metadata.isStream()) return;
  std::string packet;
  metadata.streamReset();
  for (int byte = metadata.streamGetChar(); byte != EOF && packet.size() < limit; byte = metadata.streamGetChar())
    packet.push_back(static_cast<char>(byte));
  metadata.streamClose();
  sl_send(receiver, context, "", packet);
} catch (...) {
}

void sl_pdf_language(sl_pdf *pdf, sl_pdf_receiver *receiver, void *context) try {
  const Object catalog = pdf->document->getXRef()->getCatalog();
  if (!catalog.isDict()) return;
  const Object language = catalog.dictLookup("Lang");
  if (language.isString()) sl_send(receiver, context, "", sl_text(language.getString()));
} catch (...) {
}

void sl_pdf_page_label(sl_pdf *pdf, int32_t page, sl_pdf_receiver *receiver, void *context) try {
  GooString label;
  if (pdf->document->getCatalog()->indexToLabel(page, &label)) sl_send(receiver, context, "", sl_text(&label));
} catch (...) {
}

namespace {

/// The walk over an outline's entries. An entry that was seen is not followed again: an outline may refer to itself.
struct OutlineWalk {
  size_t room;
  sl_pdf_receiver *receiver;
  void *context;
  std::set<int> seen;

  bool visit(Object entry, const Object &reference, int level) {
    Object at = reference.copy();
    while (entry.isDict() && room > 0 && level <= 16) {
      if (at.isRef() && !seen.insert(at.getRefNum()).second) return true;
      room--;
      const Object title = entry.dictLookup("Title");
      if (title.isString() && !sl_send(receiver, context, "", sl_text(title.getString()))) return false;
      if (!visit(entry.dictLookup("First"), entry.dictLookupNF("First"), level + 1)) return false;
      at = entry.dictLookupNF("Next").copy();
      // Entries without a reference of their own cannot form a loop.
      entry = entry.dictLookup("Next");
    }
    return true;
  }
};

}  // namespace

void sl_pdf_outline(sl_pdf *pdf, size_t limit, sl_pdf_receiver *receiver, void *context) try {
  const Object catalog = pdf->document->getXRef()->getCatalog();
  if (!catalog.isDict()) return;
  const Object outline = catalog.dictLookup("Outlines");
  if (!outline.isDict()) return;
  OutlineWalk walk{limit, receiver, context, {}};
  walk.visit(outline.dictLookup("First"), outline.dictLookupNF("First"), 1);
} catch (...) {
}
