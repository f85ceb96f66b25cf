/* What Swift cannot call of libpng: its object-like macros with casts and its size macros. */
#ifndef MINTOP_CPNG_SHIM_H
#define MINTOP_CPNG_SHIM_H

#include <png.h>

/* PNG_FORMAT_RGBA is an expression of other macros, which Swift does not import. */
static inline png_uint_32 mintop_png_format_rgba(void) {
    return PNG_FORMAT_RGBA;
}

/* PNG_IMAGE_PNG_SIZE_MAX is a function-like macro: the most bytes the PNG file of this image can take. */
static inline size_t mintop_png_file_size_limit(const png_image *image) {
    return PNG_IMAGE_PNG_SIZE_MAX(*image);
}

#endif
