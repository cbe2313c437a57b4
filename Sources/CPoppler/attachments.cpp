#include <FileSpec.h>
#include <Catalog.h>
#include <Stream.h>

#include "document.hpp"

struct sl_pdf_attachments {
  std::vector<std::unique_ptr<FileSpec>> files;
};

sl_pdf_attachments *sl_pdf_attachments_list(sl_pdf *pdf, size_t limit) try {
  auto result = std::make_unique<sl_pdf_attachments>();
  Catalog *catalog = pdf->document->getCatalog();
  const int embedded = catalog != nullptr ? catalog->numEmbeddedFiles() : 0;
  for (int index = 0; index < embedded && result->files.size() < limit; index++) {
    std::unique_ptr<FileSpec> file = catalog->embeddedFile(index);
    if (file != nullptr && file->isOk()) result->files.push_back(std::move(file));
  }
  for (const Object &specification : pdf->attached) {
    if (result->files.size() >= limit) break;
    auto file = std::make_unique<FileSpec>(&specification);
    if (file->isOk()) result->files.push_back(std::move(file));
  }
  return result.release();
} catch (...) {
  return nullptr;
}

void sl_pdf_attachments_free(sl_pdf_attachments *attachments) { delete attachments; }

size_t sl_pdf_attachments_count(const sl_pdf_attachments *attachments) { return attachments->files.size(); }

void sl_pdf_attachment_properties(sl_pdf_attachments *attachments, size_t index, sl_pdf_receiver *receiver,
                                  void *context) try {
  FileSpec &file = *attachments->files[index];
  if (file.getFileName() != nullptr && !sl_send(receiver, context, "name", sl_text(file.getFileName()))) return;
  if (file.getDescription() != nullptr && !sl_send(receiver, context, "description", sl_text(file.getDescription())))
    return;
  EmbFile *embedded = file.getEmbeddedFile();
  if (embedded != nullptr && embedded->mimeType() != nullptr)
    sl_send(receiver, context, "mime_type", sl_text(embedded->mimeType()));
} catch (...) {
}

bool sl_pdf_attachment_read(sl_pdf_attachments *attachments, size_t index, sl_pdf_receiver *receiver,
                            void *context) try {
  EmbFile *embedded = attachments->files[index]->getEmbeddedFile();
  Stream *stream = embedded != nullptr ? embedded->stream() : nullptr;
  if (stream == nullptr) return false;
  stream->reset();
  unsigned char piece[1 << 14];
  bool is_wanted = true;
  for (int count = stream->doGetChars(sizeof piece, piece); count > 0 && is_wanted;
       count = is_wanted ? stream->doGetChars(sizeof piece, piece) : 0)
    is_wanted = receiver(context, "", 0, reinterpret_cast<const char *>(piece), static_cast<size_t>(count));
  stream->close();
  return is_wanted;
} catch (...) {
  return false;
}
