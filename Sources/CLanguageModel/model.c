#include "CLanguageModel.h"

// C23's #embed, because it costs the compiler nothing: as a Swift literal, 100 KB take it 5 to 16 seconds.
static const unsigned char model[] = {
#embed "language.model"
};

const unsigned char *language_model_bytes(void) { return model; }
size_t language_model_size(void) { return sizeof model; }
