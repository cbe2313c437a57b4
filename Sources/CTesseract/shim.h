#ifndef STRATLOGIC_CTESSERACT_SHIM_H
#define STRATLOGIC_CTESSERACT_SHIM_H

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// Tesseract and Leptonica are loaded when they are wanted and there, not linked: most ingests need no text recognition,
// and the two bring thirty other libraries into the process. What is declared here is the part of their C interfaces
// that is used (tesseract/capi.h of version 5, leptonica/allheaders.h of 1.80 and later).

struct sl_tesseract {
  const char *(*version)(void);
  void *(*create)(void);
  void (*destroy)(void *api);
  /// 0 when all went well; languages as `eng+deu`.
  int (*begin)(void *api, const char *data, const char *languages);
  char **(*loaded_languages)(const void *api);
  void (*free_strings)(char **strings);
  void (*set_segmentation)(void *api, int mode);
  void (*set_pixels)(void *api, const unsigned char *pixels, int width, int height, int pixel_bytes, int row_bytes);
  void (*set_picture)(void *api, void *pix);
  void (*set_resolution)(void *api, int dots_per_inch);
  int (*recognise)(void *api, void *monitor);
  char *(*text)(void *api);
  int *(*confidences)(void *api);
  void (*free_text)(const char *text);
  void (*free_numbers)(const int *numbers);
  void (*clear)(void *api);
  void *(*monitor)(void);
  void (*destroy_monitor)(void *monitor);
  void (*set_deadline)(void *monitor, int milliseconds);
};

struct sl_leptonica {
  int (*read_header)(const uint8_t *bytes, size_t count, int32_t *format, int32_t *width, int32_t *height,
                     int32_t *bits, int32_t *samples, int32_t *has_palette);
  void *(*read)(const uint8_t *bytes, size_t count);
  void *(*read_page)(const uint8_t *bytes, size_t count, size_t *offset);
  int (*read_tiff_header)(const uint8_t *bytes, size_t count, int32_t page, int32_t *width, int32_t *height,
                          int32_t *bits, int32_t *samples, int32_t *resolution, int32_t *has_palette,
                          int32_t *format);
  void *(*scale)(void *pix, float x, float y);
  void *(*remove_alpha)(void *pix);
  /// By so many quarters of a turn, clockwise.
  void *(*turn)(void *pix, int quarters);
  void *(*mirror)(void *destination, void *pix);
  int (*dimensions)(const void *pix, int32_t *width, int32_t *height, int32_t *depth);
  int (*resolution)(const void *pix, int32_t *x, int32_t *y);
  void (*destroy)(void **pix);
  int (*set_severity)(int severity);
};

#define SL_LOAD(field, name)                                    \
  do {                                                          \
    *(void **)&functions->field = dlsym(library, name);         \
    if (functions->field == NULL) return 0;                     \
  } while (0)

/// Loads Tesseract and fills in `functions`; 0 where it is not installed, or lacks one of them. Never unloaded.
///
/// OpenMP, which it uses, must start no threads: a sandbox that forbids them would end the process.
static inline int sl_load_tesseract(struct sl_tesseract *functions) {
  if (setenv("OMP_THREAD_LIMIT", "1", 1) != 0) return 0;
  void *library = dlopen("libtesseract.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return 0;
  SL_LOAD(version, "TessVersion");
  SL_LOAD(create, "TessBaseAPICreate");
  SL_LOAD(destroy, "TessBaseAPIDelete");
  SL_LOAD(begin, "TessBaseAPIInit3");
  SL_LOAD(loaded_languages, "TessBaseAPIGetLoadedLanguagesAsVector");
  SL_LOAD(free_strings, "TessDeleteTextArray");
  SL_LOAD(set_segmentation, "TessBaseAPISetPageSegMode");
  SL_LOAD(set_pixels, "TessBaseAPISetImage");
  SL_LOAD(set_picture, "TessBaseAPISetImage2");
  SL_LOAD(set_resolution, "TessBaseAPISetSourceResolution");
  SL_LOAD(recognise, "TessBaseAPIRecognize");
  SL_LOAD(text, "TessBaseAPIGetUTF8Text");
  SL_LOAD(confidences, "TessBaseAPIAllWordConfidences");
  SL_LOAD(free_text, "TessDeleteText");
  SL_LOAD(free_numbers, "TessDeleteIntArray");
  SL_LOAD(clear, "TessBaseAPIClear");
  SL_LOAD(monitor, "TessMonitorCreate");
  SL_LOAD(destroy_monitor, "TessMonitorDelete");
  SL_LOAD(set_deadline, "TessMonitorSetDeadlineMSecs");
  return 1;
}

/// Loads Leptonica, on which Tesseract stands, and silences it; 0 where it is not installed, or lacks one of the
/// functions.
static inline int sl_load_leptonica(struct sl_leptonica *functions) {
  // Debian 12's name, then that of later releases.
  void *library = dlopen("liblept.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libleptonica.so.6", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return 0;
  SL_LOAD(read_header, "pixReadHeaderMem");
  SL_LOAD(read, "pixReadMem");
  SL_LOAD(read_page, "pixReadMemFromMultipageTiff");
  SL_LOAD(read_tiff_header, "readHeaderMemTiff");
  SL_LOAD(scale, "pixScale");
  SL_LOAD(remove_alpha, "pixRemoveAlpha");
  SL_LOAD(turn, "pixRotateOrth");
  SL_LOAD(mirror, "pixFlipLR");
  SL_LOAD(dimensions, "pixGetDimensions");
  SL_LOAD(resolution, "pixGetResolution");
  SL_LOAD(destroy, "pixDestroy");
  SL_LOAD(set_severity, "setMsgSeverity");
  functions->set_severity(6 /* L_SEVERITY_NONE */);
  return 1;
}

#undef SL_LOAD

#endif
