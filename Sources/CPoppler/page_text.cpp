#include <algorithm>
#include <cmath>
#include <limits>

#include <Gfx.h>
#include <TextOutputDev.h>
#include <UnicodeTypeTable.h>
#include <goo/gmem.h>

#include "annotations.hpp"
#include "document.hpp"

struct sl_pdf_page {
  std::vector<uint32_t> scalars;
  std::vector<sl_pdf_line> lines;
  std::vector<std::string> notes;

  void begin_line(const TextWord *word, uint32_t block, uint32_t flow) {
    const float least = std::numeric_limits<float>::lowest(), most = std::numeric_limits<float>::max();
    lines.push_back({static_cast<uint32_t>(scalars.size()), 0, most, most, least, least,
                     static_cast<float>(word->getFontSize()), block, flow, static_cast<uint8_t>(word->getRotation()), 0});
  }

  void add(const TextWord *word) {
    double left, top, right, bottom;
    word->getBBox(&left, &top, &right, &bottom);
    sl_pdf_line &line = lines.back();
    line.left = std::min(line.left, static_cast<float>(left));
    line.top = std::min(line.top, static_cast<float>(top));
    line.right = std::max(line.right, static_cast<float>(right));
    line.bottom = std::max(line.bottom, static_cast<float>(bottom));
    line.font_size = std::max(line.font_size, static_cast<float>(word->getFontSize()));
    line.ends_in_fixed_width = word->getFontInfo(word->getLength() - 1)->isFixedWidth();
    for (int index = 0; index < word->getLength(); index++) scalars.push_back(*word->getChar(index));
  }

  void end_line() { lines.back().count = static_cast<uint32_t>(scalars.size()) - lines.back().start; }
};

namespace {

/// Text that is set from left to right in a font for vertical writing, a character at a time: every character looks
/// like a column of its own.
///
/// Some producers write so. The test is where a character stands relative to the one drawn before it: beside it, or
/// below.
bool is_vertical_in_name_only(const std::vector<const TextWord *> &drawn) {
  size_t beside = 0, below = 0;
  const TextWord *last = nullptr;
  for (const TextWord *word : drawn) {
    if (word->getFontInfo(0)->getWMode() == 0) continue;
    below += static_cast<size_t>(word->getLength() - 1);
    if (last != nullptr) {
      double left, top, right, bottom, x, y, other;
      last->getBBox(&left, &top, &right, &bottom);
      word->getBBox(&x, &y, &other, &other);
      const double size = word->getFontSize();
      if (std::fabs(y - top) < 0.2 * size && x > left && x - left < 2 * size) beside++;
    }
    last = word;
  }
  return beside >= 8 && beside > 2 * below;
}

/// Lines made of words in the order in which they were drawn.
void read_as_drawn(const std::vector<const TextWord *> &drawn, sl_pdf_page &page) {
  const TextWord *last = nullptr;
  double last_left = 0, last_top = 0, last_right = 0, last_bottom = 0;
  for (const TextWord *word : drawn) {
    double left, top, right, bottom;
    word->getBBox(&left, &top, &right, &bottom);
    const double size = std::max(word->getFontSize(), 1.0);
    const double shift = std::fabs((top + bottom) / 2 - (last_top + last_bottom) / 2);
    if (last == nullptr || shift > size || left < last_left) {
      if (last != nullptr) page.end_line();
      page.begin_line(word, 0, 0);
    } else if (word->getCharPos() > last->getCharPos() + last->getCharLen() || left - last_right > size) {
      page.scalars.push_back(' ');
    }
    page.add(word);
    last = word;
    last_left = left, last_top = top, last_right = right, last_bottom = bottom;
  }
  if (last != nullptr) page.end_line();
}

/// Characters of Chinese and Japanese, which set no spaces between words, and their punctuation.
bool is_unspaced(Unicode scalar) {
  return (scalar >= 0x2E80 && scalar <= 0x312F) || (scalar >= 0x31A0 && scalar <= 0x31FF) ||
         (scalar >= 0x3400 && scalar <= 0x9FFF) || (scalar >= 0xF900 && scalar <= 0xFAFF) ||
         (scalar >= 0xFE30 && scalar <= 0xFE4F) || (scalar >= 0xFF00 && scalar <= 0xFFEF) ||
         (scalar >= 0x20000 && scalar <= 0x3FFFF);
}

/// The blank between two words of a line, in points, in the direction in which the line runs.
double gap(const TextWord *word, const TextWord *next) {
  double left, top, right, bottom, next_left, next_top, next_right, next_bottom;
  word->getBBox(&left, &top, &right, &bottom);
  next->getBBox(&next_left, &next_top, &next_right, &next_bottom);
  switch (word->getRotation()) {
    case 0: return next_left - right;
    case 1: return next_top - bottom;
    case 2: return left - next_right;
    default: return top - next_bottom;
  }
}

/// Whether a space stands behind a word. Between characters of Chinese or Japanese, a blank that is narrower than a
/// character was made to fill the line: to the library every character of such a line is a word.
bool is_spaced(const TextWord *word, const TextWord *next) {
  if (!word->hasSpaceAfter()) return false;
  if (!is_unspaced(*word->getChar(word->getLength() - 1)) || !is_unspaced(*next->getChar(0))) return true;
  return gap(word, next) >= word->getFontSize();
}

void read_flows(const TextFlow *flows, sl_pdf_page &page) {
  uint32_t flow_number = 0, block_number = 0;
  for (const TextFlow *flow = flows; flow != nullptr; flow = flow->getNext(), flow_number++) {
    for (const TextBlock *block = flow->getBlocks(); block != nullptr; block = block->getNext(), block_number++) {
      for (const TextLine *line = block->getLines(); line != nullptr; line = line->getNext()) {
        const TextWord *word = line->getWords();
        if (word == nullptr) continue;
        page.begin_line(word, block_number, flow_number);
        for (; word != nullptr; word = word->getNext()) {
          page.add(word);
          if (word->getNext() != nullptr && is_spaced(word, word->getNext())) page.scalars.push_back(' ');
        }
        page.end_line();
      }
    }
  }
}

std::vector<const TextWord *> words_as_drawn(const TextFlow *flows) {
  std::vector<const TextWord *> words;
  for (const TextFlow *flow = flows; flow != nullptr; flow = flow->getNext())
    for (const TextBlock *block = flow->getBlocks(); block != nullptr; block = block->getNext())
      for (const TextLine *line = block->getLines(); line != nullptr; line = line->getNext())
        for (const TextWord *word = line->getWords(); word != nullptr; word = word->getNext()) words.push_back(word);
  std::sort(words.begin(), words.end(), [](const TextWord *one, const TextWord *other) {
    return one->getCharPos() < other->getCharPos();
  });
  return words;
}

/// Whether any line stands in a font for vertical writing; tells without sorting that all is as usual.
bool has_vertical_font(const TextFlow *flows) {
  for (const TextFlow *flow = flows; flow != nullptr; flow = flow->getNext())
    for (const TextBlock *block = flow->getBlocks(); block != nullptr; block = block->getNext())
      for (const TextLine *line = block->getLines(); line != nullptr; line = line->getNext())
        if (line->getWords() != nullptr && line->getWords()->getFontInfo(0)->getWMode() != 0) return true;
  return false;
}

/// Whether the document asks viewers to draw its fields anew from their values.
bool appearances_are_stale(PDFDoc *document) {
  const Object catalog = document->getXRef()->getCatalog();
  if (!catalog.isDict()) return false;
  const Object form = catalog.dictLookup("AcroForm");
  if (!form.isDict()) return false;
  const Object stale = form.dictLookup("NeedAppearances");
  return stale.isBool() && stale.getBool();
}

}  // namespace

sl_pdf_page *sl_pdf_read_page(sl_pdf *pdf, int32_t number) try {
  Page *page = pdf->document->getPage(number + 1);
  if (page == nullptr) return nullptr;
  auto result = std::make_unique<sl_pdf_page>();
  TextOutputDev &output = pdf->output;
  pdf->kept.keep_fonts(*pdf->document, page->getResourceDict());
  // As `pdftotext` does: at 72 dots an inch, within the media box. The end of the graphics is the end of the page.
  {
    std::unique_ptr<Gfx> graphics(
        page->createGfx(&output, 72, 72, 0, true, false, -1, -1, -1, -1, false, nullptr, nullptr));
    page->display(graphics.get());
    sl_read_annotations(page, graphics.get(), appearances_are_stale(pdf->document.get()), result->notes,
                        pdf->attached);
  }
  const TextFlow *flows = output.getFlows();
  if (has_vertical_font(flows)) {
    const std::vector<const TextWord *> drawn = words_as_drawn(flows);
    if (is_vertical_in_name_only(drawn)) {
      read_as_drawn(drawn, *result);
      return result.release();
    }
  }
  read_flows(flows, *result);
  return result.release();
} catch (...) {
  return nullptr;
}

void sl_pdf_page_free(sl_pdf_page *page) { delete page; }

const sl_pdf_line *sl_pdf_page_lines(const sl_pdf_page *page, size_t *count) {
  *count = page->lines.size();
  return page->lines.data();
}

const uint32_t *sl_pdf_page_scalars(const sl_pdf_page *page, size_t *count) {
  *count = page->scalars.size();
  return page->scalars.data();
}

void sl_pdf_page_notes(const sl_pdf_page *page, sl_pdf_receiver *receiver, void *context) {
  for (const std::string &note : page->notes)
    if (!sl_send(receiver, context, "", note)) return;
}

uint32_t *sl_pdf_compose(const uint32_t *scalars, size_t count, size_t *composed_count) try {
  int length = 0;
  Unicode *composed = unicodeNormalizeNFKC(scalars, static_cast<int>(count), &length, nullptr);
  *composed_count = static_cast<size_t>(length);
  // poppler's `gfree` is the C library's.
  return composed;
} catch (...) {
  return nullptr;
}
