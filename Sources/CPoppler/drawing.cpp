#include <algorithm>
#include <cmath>

#include <Gfx.h>
#include <OutputDev.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include "document.hpp"

struct sl_pdf_image {
  std::unique_ptr<SplashOutputDev> output;
  double resolution;
};

namespace {

/// Adds up the area that pictures cover on a page, and decodes none of them.
class PictureSurvey : public OutputDev {
public:
  /// Square points of the page, as long as it is drawn at 72 dots an inch.
  double area = 0;

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void drawImageMask(GfxState *state, Object *ref, Stream *str, int width, int height, bool invert, bool interpolate,
                     bool inlineImg) override {
    add(state);
    OutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, inlineImg);
  }
  void drawImage(GfxState *state, Object *ref, Stream *str, int width, int height, GfxImageColorMap *colorMap,
                 bool interpolate, const int *maskColors, bool inlineImg) override {
    add(state);
    OutputDev::drawImage(state, ref, str, width, height, colorMap, interpolate, maskColors, inlineImg);
  }
  void drawMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *, bool, Stream *, int, int,
                       bool, bool) override {
    add(state);
  }
  void drawSoftMaskedImage(GfxState *state, Object *, Stream *, int, int, GfxImageColorMap *, bool, Stream *, int, int,
                           GfxImageColorMap *, bool) override {
    add(state);
  }

private:
  /// A picture is the unit square under the current transformation.
  void add(GfxState *state) {
    const double *matrix = state->getCTM();
    area += std::fabs(matrix[0] * matrix[3] - matrix[1] * matrix[2]);
  }
};

}  // namespace

double sl_pdf_image_share(sl_pdf *pdf, int32_t number) try {
  Page *page = pdf->document->getPage(number + 1);
  if (page == nullptr) return 0;
  PictureSurvey survey;
  {
    std::unique_ptr<Gfx> graphics(
        page->createGfx(&survey, 72, 72, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));
    page->display(graphics.get());
  }
  const double whole = page->getCropWidth() * page->getCropHeight();
  return whole > 0 ? std::min(1.0, survey.area / whole) : 0;
} catch (...) {
  return 0;
}

sl_pdf_image *sl_pdf_draw_page(sl_pdf *pdf, int32_t number, double resolution, size_t pixels) try {
  Page *page = pdf->document->getPage(number + 1);
  if (page == nullptr) return nullptr;
  const double width = page->getCropWidth() / 72;
  const double height = page->getCropHeight() / 72;
  if (!(width > 0) || !(height > 0)) return nullptr;
  // Each side as well: a page of a mile by a hair has a small area, and its rows are whole pixels high.
  const double most = static_cast<double>(pixels);
  const double fitting = std::min({resolution, std::sqrt(most / (width * height)), most / std::max(width, height)});
  if (fitting < 1) return nullptr;
  SplashColor paper = {0xFF};
  auto output = std::make_unique<SplashOutputDev>(splashModeMono8, 1, false, paper);
  output->setFontAntialias(true);
  output->startDoc(pdf->document.get());
  {
    std::unique_ptr<Gfx> graphics(
        page->createGfx(output.get(), fitting, fitting, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));
    page->display(graphics.get());
  }
  if (output->getBitmap() == nullptr || output->getBitmap()->getDataPtr() == nullptr) return nullptr;
  return new sl_pdf_image{std::move(output), fitting};
} catch (...) {
  return nullptr;
}

void sl_pdf_image_free(sl_pdf_image *image) { delete image; }

const uint8_t *sl_pdf_image_pixels(const sl_pdf_image *image, int32_t *width, int32_t *height, int32_t *row,
                                   double *resolution) {
  SplashBitmap *bitmap = image->output->getBitmap();
  *width = bitmap->getWidth();
  *height = bitmap->getHeight();
  *row = bitmap->getRowSize();
  *resolution = image->resolution;
  return bitmap->getDataPtr();
}
