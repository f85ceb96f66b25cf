// The picture libraries for Swift. libpng and libjpeg report errors with longjmp, which must never cross a Swift frame,
// so only this target calls them.
#ifndef MINTOP_CPICTURES_H
#define MINTOP_CPICTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MINTOP_REASON_SIZE 160

enum mintop_picture_format { MINTOP_PICTURE_PNG, MINTOP_PICTURE_JPEG, MINTOP_PICTURE_WEBP };

enum mintop_picture_outcome {
    MINTOP_PICTURE_DONE,
    // The file is corrupt, or cut off before its first row; the reason says where.
    MINTOP_PICTURE_DAMAGED,
    // The caller asked to stop.
    MINTOP_PICTURE_STOPPED,
    // Out of memory.
    MINTOP_PICTURE_NO_MEMORY,
};

// The facts of the header; nothing is decoded.
struct mintop_picture_header {
    // In pixels.
    uint32_t width, height;
    // The approximate memory of the decoder in bytes, without the returned pixels.
    uint64_t working_bytes;
};

// Called between batches of rows; true ends decoding.
typedef bool (*mintop_should_stop)(const void *_Nullable context);

// Reads the header only. `reason` has MINTOP_REASON_SIZE bytes; it is a C string if the outcome is DAMAGED.
enum mintop_picture_outcome mintop_picture_read_header(
    enum mintop_picture_format format, const uint8_t *_Nonnull bytes, size_t count,
    struct mintop_picture_header *_Nonnull header, char *_Nonnull reason);

// Decodes to RGBA with straight alpha, reduced by 2 to the power of `halvings` in both directions: `pixels` has
// 4 * ceil(width / 2^halvings) * ceil(height / 2^halvings) bytes, for the width and height of this file's header. The
// rows that are missing at the end of a file keep their pixels or become gray.
enum mintop_picture_outcome mintop_picture_decode(
    enum mintop_picture_format format, const uint8_t *_Nonnull bytes, size_t count, uint32_t halvings,
    uint8_t *_Nonnull pixels, size_t capacity, mintop_should_stop _Nonnull should_stop, const void *_Nullable context,
    char *_Nonnull reason);

// Writes RGBA pixels as a PNG file. `file` is set to memory to free with `mintop_free`.
enum mintop_picture_outcome mintop_png_encode(
    const uint8_t *_Nonnull pixels, uint32_t width, uint32_t height, uint8_t *_Nullable *_Nonnull file,
    size_t *_Nonnull count, char *_Nonnull reason);

void mintop_free(void *_Nullable memory);

// Scales RGBA pixels: a smaller picture has the mean of each covered area, a larger one interpolated pixels.
// False without memory.
bool mintop_resample(
    const uint8_t *_Nonnull source, uint32_t width, uint32_t height, uint8_t *_Nonnull target, uint32_t new_width,
    uint32_t new_height);

// Copies RGBA pixels as an orientation of Exif, 1 to 8, says; the width and height are those of the target.
void mintop_turn(
    const uint8_t *_Nonnull source, uint32_t orientation, uint8_t *_Nonnull target, uint32_t width, uint32_t height);

enum mintop_symbol_colors {
    MINTOP_SYMBOLS_DIRECT,
    MINTOP_SYMBOLS_INDEXED_240,
    MINTOP_SYMBOLS_INDEXED_16,
    MINTOP_SYMBOLS_INDEXED_8,
    MINTOP_SYMBOLS_MONOCHROME,
};

// Draws RGBA pixels with characters: blocks and borders, or only ASCII. Each of the three arrays has columns * rows
// values. Colors are 0xRRGGBB or palette indices, depending on `colors`; -1 for transparent cells. Without colors both
// are -1. False without memory.
bool mintop_symbols_draw(
    const uint8_t *_Nonnull pixels, uint32_t width, uint32_t height, uint32_t columns, uint32_t rows,
    enum mintop_symbol_colors colors, bool ascii, uint32_t *_Nonnull characters, int32_t *_Nonnull foregrounds,
    int32_t *_Nonnull backgrounds);

// Replaces colors 0xRRGGBB by the nearest of the palette's entries 16 to 255, in place; negative ones stay.
void mintop_quantize(int32_t *_Nonnull colors, size_t count);

#endif
