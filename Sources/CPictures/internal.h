#ifndef MINTOP_CPICTURES_INTERNAL_H
#define MINTOP_CPICTURES_INTERNAL_H

#include "include/CPictures.h"

// A file, where its pixels go, and what became of it.
struct decoding {
    const uint8_t *bytes;
    size_t count;
    uint32_t halvings;
    uint8_t *pixels;
    size_t capacity;
    mintop_should_stop should_stop;
    const void *context;
    char *reason;
    // Counts rows of all passes and scans, so that the caller is asked once a batch.
    uint32_t row_count;
};

// Whether the caller wants an end; to be called once a row.
bool mintop_stop_wanted(struct decoding *decoding);

void mintop_set_reason(char *reason, const char *text);

// Makes rows smaller as they come: each new pixel is the mean of a square of 2^halvings by 2^halvings.
struct reducer {
    uint32_t width, height, halvings, new_width;
    uint32_t row;
    uint64_t *sums;
    uint8_t *pixels;
};

// False where there is no memory, or the pixels would not fit into the capacity.
bool mintop_reducer_begin(
    struct reducer *reducer, uint32_t width, uint32_t height, uint32_t halvings, uint8_t *pixels, size_t capacity);
// Takes the next row of `width` RGBA pixels. With no halvings the row may be the place it goes to.
void mintop_reducer_add(struct reducer *reducer, const uint8_t *row);
void mintop_reducer_end(struct reducer *reducer);

enum mintop_picture_outcome mintop_png_header(struct decoding *decoding, struct mintop_picture_header *header);
enum mintop_picture_outcome mintop_png_decode(struct decoding *decoding);
enum mintop_picture_outcome mintop_jpeg_header(struct decoding *decoding, struct mintop_picture_header *header);
enum mintop_picture_outcome mintop_jpeg_decode(struct decoding *decoding);
enum mintop_picture_outcome mintop_webp_header(struct decoding *decoding, struct mintop_picture_header *header);
enum mintop_picture_outcome mintop_webp_decode(struct decoding *decoding);

#endif
