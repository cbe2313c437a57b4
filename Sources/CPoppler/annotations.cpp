#include "annotations.hpp"

#include "document.hpp"

namespace {

/// Annotations of one page, at most, and parents of one field.
constexpr int annotation_limit = 10000;
constexpr int ancestor_limit = 32;

// ISO 32000-1, tables 165 and 228.
constexpr int hidden = 1 << 1;
constexpr int not_viewed = 1 << 5;
constexpr int password = 1 << 13;

/// A field's attribute, its own or its nearest ancestor's.
Object inherited(const Object &field, const char *key) {
  Object at = field.copy();
  for (int level = 0; level < ancestor_limit && at.isDict(); level++) {
    Object value = at.dictLookup(key);
    if (!value.isNull()) return value;
    at = at.dictLookup("Parent");
  }
  return Object(objNull);
}

/// The stream that shows an annotation now; null where there is none.
Object appearance(const Object &annotation) {
  const Object appearances = annotation.dictLookup("AP");
  if (!appearances.isDict()) return Object(objNull);
  Object normal = appearances.dictLookup("N");
  if (normal.isStream()) return normal;
  const Object state = annotation.dictLookup("AS");
  if (!normal.isDict() || !state.isName()) return Object(objNull);
  Object chosen = normal.dictLookup(state.getName());
  return chosen.isStream() ? std::move(chosen) : Object(objNull);
}

/// The corners of an annotation, the lower left one first; false where it states none.
bool rectangle(const Object &annotation, double (&corners)[4]) {
  const Object rectangle = annotation.dictLookup("Rect");
  if (!rectangle.isArray() || rectangle.arrayGetLength() < 4) return false;
  for (int index = 0; index < 4; index++) {
    const Object number = rectangle.arrayGet(index);
    if (!number.isNum()) return false;
    corners[index] = number.getNum();
  }
  if (corners[0] > corners[2]) std::swap(corners[0], corners[2]);
  if (corners[1] > corners[3]) std::swap(corners[1], corners[3]);
  return true;
}

void note(const Object &text, std::vector<std::string> &notes) {
  if (!text.isString()) return;
  std::string value = sl_text(text.getString());
  if (!value.empty()) notes.push_back(std::move(value));
}

/// A field of which the value is not to be shown.
bool is_password(const Object &field) {
  const Object flags = inherited(field, "Ff");
  return inherited(field, "FT").isName("Tx") && flags.isInt() && (flags.getInt() & password) != 0;
}

/// Whether what a field shows is its value, so that its appearance can be stale.
bool shows_value(const Object &field) {
  const Object type = inherited(field, "FT");
  return type.isName("Tx") || type.isName("Ch");
}

/// What a form field holds: the value of a text or choice field, the caption of a button.
void note_field(const Object &field, std::vector<std::string> &notes) {
  if (!shows_value(field)) {
    const Object characteristics = field.dictLookup("MK");
    if (characteristics.isDict()) note(characteristics.dictLookup("CA"), notes);
    return;
  }
  const Object value = inherited(field, "V");
  if (!value.isArray()) return note(value, notes);
  for (int index = 0; index < value.arrayGetLength() && index < annotation_limit; index++)
    note(value.arrayGet(index), notes);
}

}  // namespace

void sl_read_annotations(Page *page, Gfx *graphics, bool appearances_are_stale, std::vector<std::string> &notes,
                         std::vector<Object> &attached) {
  const Object annotations = page->getAnnotsObject();
  if (!annotations.isArray()) return;
  for (int index = 0; index < annotations.arrayGetLength() && index < annotation_limit; index++) {
    const Object annotation = annotations.arrayGet(index);
    if (!annotation.isDict()) continue;
    const Object type = annotation.dictLookup("Subtype");
    if (type.isName("FileAttachment") && attached.size() < annotation_limit)
      attached.push_back(annotation.dictLookup("FS"));
    const Object flags = annotation.dictLookup("F");
    if (flags.isInt() && (flags.getInt() & (hidden | not_viewed)) != 0) continue;
    const bool is_field = type.isName("Widget");
    const bool is_drawn = is_field || type.isName("FreeText") || type.isName("Stamp");
    // The window of another annotation, which says the same.
    if (type.isName("Popup") || (is_field && is_password(annotation))) continue;
    double corners[4];
    const bool is_stale = is_field && appearances_are_stale && shows_value(annotation);
    Object shown = is_drawn && !is_stale ? appearance(annotation) : Object(objNull);
    if (shown.isStream() && rectangle(annotation, corners)) {
      graphics->drawAnnot(&shown, nullptr, nullptr, corners[0], corners[1], corners[2], corners[3], page->getRotate());
    } else if (is_field) {
      note_field(annotation, notes);
    } else {
      note(annotation.dictLookup("Contents"), notes);
    }
  }
}
