#ifndef STRATLOGIC_CPOPPLER_KEPT_OBJECTS_HPP
#define STRATLOGIC_CPOPPLER_KEPT_OBJECTS_HPP

#include <cstddef>
#include <set>
#include <vector>

#include <PDFDoc.h>

/// What every page of a document needs again, parsed and decompressed once.
///
/// The library makes the fonts of a page anew for each page: it parses their dictionaries, decompresses their files to
/// find their encoding, and their maps to Unicode. In manuals that is a third of the time. Cached here is what it reads
/// then: the objects, in the document's own cross-reference table, where it looks first; streams without their filters.
/// (To cache its fonts themselves would mean to replace functions of the library at link time.) It must outlive the
/// document.
class KeptObjects {
 public:
  /// Keeps the catalog without its output intent: a profile of colours, that each page would compile for nothing, a
  /// quarter of the time of a document that has one.
  void keep_catalog(PDFDoc &document);

  /// Keeps what the fonts of a page are made of.
  void keep_fonts(PDFDoc &document, Dict *resources);

 private:
  /// Bytes of decompressed streams and, by a rough measure, of parsed objects, at most, a document.
  size_t room = 32 << 20;
  /// Numbers of the objects that were looked at, kept or not.
  std::set<int> seen;
  /// The bytes of the streams, which do not own them.
  std::vector<std::vector<char>> buffers;

  void keep(XRef *table, const Object &reference, int level);
  void keep_children(XRef *table, const Object &object, int level);
  Object decompressed(XRef *table, Object &stream);
};

#endif
