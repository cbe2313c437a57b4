#pragma once
#include <stddef.h>

// The bytes of `language.model`, whose form `LanguageModel.swift` describes. They live as long as the program.
const unsigned char *language_model_bytes(void);
size_t language_model_size(void);
