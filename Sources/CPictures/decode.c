#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROWS_IN_A_BATCH = 16 };

bool mintop_stop_wanted(struct decoding *decoding) {
    if (decoding->should_stop == NULL) return false;
    return decoding->row_count++ % ROWS_IN_A_BATCH == 0 && decoding->should_stop(decoding->context);
}

void mintop_set_reason(char *reason, const char *text) {
    snprintf(reason, MINTOP_REASON_SIZE, "%s", text);
}

enum mintop_picture_outcome mintop_picture_read_header(
    enum mintop_picture_format format, const uint8_t *bytes, size_t count, struct mintop_picture_header *header,
    char *reason) {
    struct decoding decoding = {.bytes = bytes, .count = count, .reason = reason};
    reason[0] = 0;
    switch (format) {
    case MINTOP_PICTURE_PNG: return mintop_png_header(&decoding, header);
    case MINTOP_PICTURE_JPEG: return mintop_jpeg_header(&decoding, header);
    case MINTOP_PICTURE_WEBP: return mintop_webp_header(&decoding, header);
    }
    return MINTOP_PICTURE_DAMAGED;
}

enum mintop_picture_outcome mintop_picture_decode(
    enum mintop_picture_format format, const uint8_t *bytes, size_t count, uint32_t halvings, uint8_t *pixels,
    size_t capacity, mintop_should_stop should_stop, const void *context, char *reason) {
    struct decoding decoding = {
        .bytes = bytes,
        .count = count,
        .halvings = halvings,
        .pixels = pixels,
        .capacity = capacity,
        .should_stop = should_stop,
        .context = context,
        .reason = reason,
    };
    reason[0] = 0;
    switch (format) {
    case MINTOP_PICTURE_PNG: return mintop_png_decode(&decoding);
    case MINTOP_PICTURE_JPEG: return mintop_jpeg_decode(&decoding);
    case MINTOP_PICTURE_WEBP: return mintop_webp_decode(&decoding);
    }
    return MINTOP_PICTURE_DAMAGED;
}

void mintop_free(void *memory) {
    free(memory);
}
