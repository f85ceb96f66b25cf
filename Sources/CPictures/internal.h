#ifndef MINTOP_CPICTURES_INTERNAL_H
#define MINTOP_CPICTURES_INTERNAL_H

#include "include/CPictures.h"

// A file, the target of its pixels, and the outcome.
struct decoding {
    const uint8_t *bytes;
    size_t count;
    uint32_t halvings;
    uint8_t *pixels;
    size_t capacity;
    // NULL while only the header is read.
    mintop_should_stop should_stop;
    const void *context;
    char *reason;
    // Counts rows of all passes and scans, and reads of a PNG file, to ask the caller once
    // per batch.
    uint32_t row_count;
};

// Whether the caller wants to stop. Must be called once per row or read.
bool mintop_stop_wanted(struct decoding *decoding);

void mintop_set_reason(char *reason, const char *text);

// Reduces rows one by one: each new pixel is the mean of a square of 2^halvings by 2^halvings.
struct reducer {
    uint32_t width, height, halvings, new_width;
    uint32_t row;
    uint64_t *sums;
    uint8_t *pixels;
};

// False without memory, or if the pixels exceed the capacity.
bool mintop_reducer_begin(
    struct reducer *reducer, uint32_t width, uint32_t height, uint32_t halvings, uint8_t *pixels, size_t capacity);
// Adds the next row of `width` RGBA pixels. Without halvings the row may be its own target.
void mintop_reducer_add(struct reducer *reducer, const uint8_t *row);
void mintop_reducer_end(struct reducer *reducer);

enum mintop_picture_outcome mintop_png_header(struct decoding *decoding, struct mintop_picture_header *header);
enum mintop_picture_outcome mintop_png_decode(struct decoding *decoding);
enum mintop_picture_outcome mintop_jpeg_header(struct decoding *decoding, struct mintop_picture_header *header);
enum mintop_picture_outcome mintop_jpeg_decode(struct decoding *decoding);
enum mintop_picture_outcome mintop_webp_header(struct decoding *decoding, struct mintop_picture_header *header);
enum mintop_picture_outcome mintop_webp_decode(struct decoding *decoding);

#endif
