// Writes the picture files that tests read, with the encoders of the libraries.
#ifndef MINTOP_CPICTURE_SAMPLES_H
#define MINTOP_CPICTURE_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Each writes RGBA pixels as a file and sets `count`; NULL if the library refused. The caller frees the memory.
uint8_t *_Nullable mintop_sample_jpeg(
    const uint8_t *_Nonnull pixels, uint32_t width, uint32_t height, int quality, bool progressive, bool inks,
    size_t *_Nonnull count);
uint8_t *_Nullable mintop_sample_webp(
    const uint8_t *_Nonnull pixels, uint32_t width, uint32_t height, float quality, bool lossless,
    size_t *_Nonnull count);
// `kind`: 0 RGBA, 1 RGB, 2 gray, 3 gray of 16 bits, 4 a palette of two colors with one bit a pixel.
uint8_t *_Nullable mintop_sample_png(
    const uint8_t *_Nonnull pixels, uint32_t width, uint32_t height, int kind, bool interlaced, size_t *_Nonnull count);

#endif
