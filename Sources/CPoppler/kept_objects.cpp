#include "kept_objects.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <vector>

#include <Dict.h>
#include <Object.h>
#include <Stream.h>
#include <XRef.h>

namespace {

/// From a font's dictionary: its descendant, the descendant's descriptor, its file.
constexpr int deepest = 4;
constexpr size_t bytes_an_object = 64;
/// A stream that is not whole after so many bytes is left as it is.
constexpr size_t largest_stream = 8 << 20;

/// Entries of fonts that do not say how to read them: the drawings of Type 3 glyphs, the outlines of TrueType fonts (their
/// encodings are never read, and they are the largest files), and the way back up.
bool leads_elsewhere(const char *key) {
  static constexpr const char *keys[] = {"CharProcs", "Resources", "FontFile2", "Metadata", "Parent"};
  return std::any_of(std::begin(keys), std::end(keys), [key](const char *one) { return std::strcmp(key, one) == 0; });
}

/// The table's entry of an object, where it states this very object and none is kept for it yet.
XRefEntry *vacant(XRef *table, const Ref reference) {
  if (reference.num < 0 || reference.num >= table->getNumObjects()) return nullptr;
  XRefEntry *entry = table->getEntry(reference.num, false);
  const bool is_it = entry->type == xrefEntryCompressed ||
                     (entry->type == xrefEntryUncompressed && entry->gen == reference.gen);
  return is_it && entry->obj.isNull() ? entry : nullptr;
}

}  // namespace

void KeptObjects::keep_catalog(PDFDoc &document) {
  XRef *table = document.getXRef();
  Object catalog = table->getCatalog();
  if (!catalog.isDict()) return;
  const Ref root = table->getRoot();
  // Not by `setModifiedObject`: a document with changes is not repaired any more when an object turns out to be damaged.
  XRefEntry *entry = vacant(table, root);
  if (entry == nullptr) return;
  catalog.dictRemove("OutputIntents");
  entry->obj = std::move(catalog);
}

void KeptObjects::keep_fonts(PDFDoc &document, Dict *resources) {
  if (resources == nullptr) return;
  XRef *table = document.getXRef();
  const Object &fonts = resources->lookupNF("Font");
  if (fonts.isRef()) return keep(table, fonts, -1);
  keep_children(table, fonts, -1);
}

void KeptObjects::keep(XRef *table, const Object &reference, int level) {
  const Ref number = reference.getRef();
  if (level > deepest || !seen.insert(number.num).second) return;
  Object object = reference.fetch(table);
  if (object.isStream()) object = decompressed(table, object);
  if (object.isNull()) return;
  keep_children(table, object, level);
  // Looked up only now: to read an object may rebuild the table.
  XRefEntry *entry = vacant(table, number);
  if (entry != nullptr && room >= bytes_an_object) entry->obj = std::move(object);
}

void KeptObjects::keep_children(XRef *table, const Object &object, int level) {
  if (object.isDict()) {
    for (int index = 0; index < object.dictGetLength() && room > bytes_an_object; index++) {
      room -= bytes_an_object;
      if (leads_elsewhere(object.dictGetKey(index))) continue;
      const Object &child = object.dictGetValNF(index);
      if (child.isRef()) keep(table, child, level + 1);
    }
  } else if (object.isArray()) {
    for (int index = 0; index < object.arrayGetLength() && room > bytes_an_object; index++) {
      room -= bytes_an_object;
      const Object &child = object.arrayGetNF(index);
      if (child.isRef()) keep(table, child, level + 1);
    }
  }
}

/// A stream's bytes as they come out of its filters, in a stream without filters; null where they are too many.
Object KeptObjects::decompressed(XRef *table, Object &stream) {
  std::vector<char> bytes;
  const size_t most = std::min(room, largest_stream);
  stream.streamReset();
  for (size_t count = 0;;) {
    bytes.resize(std::min(most + 1, std::max<size_t>(16 << 10, 2 * count)));
    auto *free = reinterpret_cast<unsigned char *>(bytes.data() + count);
    const int read = stream.streamGetChars(static_cast<int>(bytes.size() - count), free);
    count += static_cast<size_t>(std::max(read, 0));
    if (count > most) return Object(objNull);
    if (count < bytes.size()) {
      bytes.resize(count);
      break;
    }
  }
  stream.streamClose();
  room -= bytes.size();
  Dict *dictionary = stream.streamGetDict()->copy(table);
  for (const char *filter : {"Filter", "F", "DecodeParms", "DP"}) dictionary->remove(filter);
  dictionary->set("Length", Object(static_cast<int>(bytes.size())));
  bytes.shrink_to_fit();
  buffers.push_back(std::move(bytes));
  return Object(static_cast<Stream *>(new MemStream(
      buffers.back().data(), 0, static_cast<Goffset>(buffers.back().size()), Object(dictionary))));
}
