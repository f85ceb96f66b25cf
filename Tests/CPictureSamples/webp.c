#include "CPictureSamples.h"

#include <webp/encode.h>

uint8_t *mintop_sample_webp(
    const uint8_t *pixels, uint32_t width, uint32_t height, float quality, bool lossless, size_t *count) {
    uint8_t *file = NULL;
    int stride = (int)width * 4;
    *count = lossless ? WebPEncodeLosslessRGBA(pixels, (int)width, (int)height, stride, &file)
                      : WebPEncodeRGBA(pixels, (int)width, (int)height, stride, quality, &file);
    return *count > 0 ? file : NULL;
}
