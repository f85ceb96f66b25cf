#include "CPictureSamples.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct growing {
    uint8_t *bytes;
    size_t count, capacity;
};

static void append(png_structp png, png_bytep bytes, size_t count) {
    struct growing *growing = png_get_io_ptr(png);
    if (growing->count + count > growing->capacity) {
        growing->capacity = (growing->count + count) * 2;
        growing->bytes = realloc(growing->bytes, growing->capacity);
        if (growing->bytes == NULL) png_error(png, "no memory");
    }
    memcpy(growing->bytes + growing->count, bytes, count);
    growing->count += count;
}

static void flush(png_structp png) {
    (void)png;
}

static void convert(const uint8_t *pixel, int kind, uint8_t *row, uint32_t x) {
    switch (kind) {
    case 0: memcpy(row + x * 4, pixel, 4); break;
    case 1: memcpy(row + x * 3, pixel, 3); break;
    case 2: row[x] = pixel[1]; break;
    case 3: row[x * 2] = row[x * 2 + 1] = pixel[1]; break;
    default: row[x / 8] |= (uint8_t)((pixel[1] > 127 ? 1 : 0) << (7 - x % 8)); break;
    }
}

uint8_t *mintop_sample_png(
    const uint8_t *pixels, uint32_t width, uint32_t height, int kind, bool interlaced, size_t *count) {
    static const int types[] = {
        PNG_COLOR_TYPE_RGBA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_PALETTE};
    static const int depths[] = {8, 8, 8, 16, 1};
    struct growing growing = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    uint8_t *rows = calloc(height, (size_t)width * 4);
    if (setjmp(png_jmpbuf(png))) return NULL;
    png_set_write_fn(png, &growing, append, flush);
    png_set_IHDR(
        png, info, width, height, depths[kind], types[kind], interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_color palette[2] = {{10, 20, 30}, {200, 210, 220}};
    png_byte alphas[2] = {0, 255};
    if (kind == 4) {
        png_set_PLTE(png, info, palette, 2);
        png_set_tRNS(png, info, alphas, 2, NULL);
    }
    png_write_info(png, info);
    png_bytepp places = malloc(height * sizeof(png_bytep));
    for (uint32_t y = 0; y < height; y++) {
        places[y] = rows + (size_t)y * width * 4;
        for (uint32_t x = 0; x < width; x++) convert(pixels + ((size_t)y * width + x) * 4, kind, places[y], x);
    }
    png_write_image(png, places);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    free(places);
    free(rows);
    *count = growing.count;
    return growing.bytes;
}
