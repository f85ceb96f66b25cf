#include "internal.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// The maximum size of a chunk. Chunks of text and color profiles are skipped without decompression.
enum { CHUNK_LIMIT = 4 << 20 };

// The state that must survive a longjmp is here, outside the function that calls setjmp.
struct png_reading {
    struct decoding *decoding;
    png_structp png;
    png_infop info;
    size_t position;
    // The position of a chunk of pixels that is longer than the file; beyond the file if there is none.
    size_t cut_chunk;
    struct reducer reducer;
    uint8_t *rows;
    // All bytes that libpng requested, freed or not.
    uint64_t allocated_bytes;
    bool is_cut;
    bool was_stopped;
    bool has_no_memory;
};

static void fail(png_structp png, png_const_charp message) {
    struct png_reading *reading = png_get_error_ptr(png);
    mintop_set_reason(reading->decoding->reason, message);
    longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void stop_if_wanted(struct png_reading *reading) {
    if (!mintop_stop_wanted(reading->decoding)) return;
    reading->was_stopped = true;
    png_error(reading->png, "stopped");
}

static png_voidp allocate(png_structp png, png_alloc_size_t size) {
    struct png_reading *reading = png_get_mem_ptr(png);
    reading->allocated_bytes += size;
    return malloc(size);
}

static void release(png_structp png, png_voidp memory) {
    (void)png;
    free(memory);
}

static void read_bytes(png_structp png, png_bytep target, size_t count) {
    struct png_reading *reading = png_get_io_ptr(png);
    stop_if_wanted(reading);
    size_t position = reading->position, end = reading->decoding->count;
    if (count > end - position) {
        reading->is_cut = true;
        png_error(png, "the file ends too early");
    }
    memcpy(target, reading->decoding->bytes + position, count);
    // libpng reads a chunk in large parts, and one that is not whole gives no pixels.
    if (position == reading->cut_chunk && count >= 4) png_save_uint_32(target, (png_uint_32)(end - position - 8));
    reading->position += count;
}

static size_t find_cut_chunk(const struct decoding *decoding) {
    size_t at = 8;
    while (at + 8 <= decoding->count) {
        size_t length = png_get_uint_32(decoding->bytes + at), rest = decoding->count - at - 8;
        if (length > rest) return memcmp(decoding->bytes + at + 4, "IDAT", 4) == 0 ? at : SIZE_MAX;
        if (rest - length < 4) break;
        at += 12 + length;
    }
    return SIZE_MAX;
}

static bool begin(struct png_reading *reading, struct decoding *decoding) {
    *reading = (struct png_reading){.decoding = decoding, .cut_chunk = find_cut_chunk(decoding)};
    reading->png = png_create_read_struct_2(
        PNG_LIBPNG_VER_STRING, reading, fail, ignore, reading, allocate, release);
    if (reading->png == NULL) return false;
    reading->info = png_create_info_struct(reading->png);
    if (reading->info == NULL) return false;
    png_set_read_fn(reading->png, reading, read_bytes);
    png_set_user_limits(reading->png, 0x7FFFFFFF, 0x7FFFFFFF);
    png_set_chunk_malloc_max(reading->png, CHUNK_LIMIT);
    // All chunks that pixels do not need.
    png_set_keep_unknown_chunks(reading->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    return true;
}

static void end(struct png_reading *reading) {
    png_destroy_read_struct(&reading->png, &reading->info, NULL);
    mintop_reducer_end(&reading->reducer);
    free(reading->rows);
}

static enum mintop_picture_outcome outcome_of_failure(const struct png_reading *reading) {
    if (reading->was_stopped) return MINTOP_PICTURE_STOPPED;
    return reading->has_no_memory ? MINTOP_PICTURE_NO_MEMORY : MINTOP_PICTURE_DAMAGED;
}

static enum mintop_picture_outcome read_header(struct png_reading *reading, struct mintop_picture_header *header) {
    if (setjmp(png_jmpbuf(reading->png))) return outcome_of_failure(reading);
    png_read_info(reading->png, reading->info);
    header->width = png_get_image_width(reading->png, reading->info);
    header->height = png_get_image_height(reading->png, reading->info);
    bool is_interlaced = png_get_interlace_type(reading->png, reading->info) != PNG_INTERLACE_NONE;
    // A row as in the file, the previous one, and one as RGBA; all rows if the file is interlaced. Also the second
    // reading of the header, and the tables of the decompression.
    header->working_bytes = (uint64_t)header->width * (is_interlaced ? 4 * (uint64_t)header->height + 24 : 28)
        + reading->allocated_bytes + (1 << 17);
    return MINTOP_PICTURE_DONE;
}

enum mintop_picture_outcome mintop_png_header(struct decoding *decoding, struct mintop_picture_header *header) {
    struct png_reading reading;
    enum mintop_picture_outcome outcome = MINTOP_PICTURE_NO_MEMORY;
    if (begin(&reading, decoding)) outcome = read_header(&reading, header);
    end(&reading);
    return outcome;
}

static void fail_without_memory(struct png_reading *reading) {
    reading->has_no_memory = true;
    png_error(reading->png, "no memory");
}

static void convert_to_rgba(struct png_reading *reading) {
    png_set_expand(reading->png);
    png_set_scale_16(reading->png);
    png_set_gray_to_rgb(reading->png);
    png_set_add_alpha(reading->png, 0xFF, PNG_FILLER_AFTER);
}

// Whether a file that is cut off has some pixels. Adds the rows that were read and not added: the last one of all, after
// which libpng wants the end of the chunk, or all of an interlaced picture.
static bool has_a_part(struct png_reading *reading) {
    uint32_t row_number = png_get_current_row_number(reading->png);
    bool has_rows = row_number > 0 || png_get_current_pass_number(reading->png) > 0;
    if (!reading->is_cut || reading->rows == NULL || !has_rows) return false;
    bool is_interlaced = png_get_interlace_type(reading->png, reading->info) != PNG_INTERLACE_NONE;
    size_t row_size = (size_t)reading->reducer.width * 4;
    uint32_t count = is_interlaced ? reading->reducer.height : row_number;
    while (reading->reducer.row < count) {
        mintop_reducer_add(&reading->reducer, reading->rows + (is_interlaced ? reading->reducer.row * row_size : 0));
    }
    return true;
}

static enum mintop_picture_outcome read_pixels(struct png_reading *reading) {
    if (setjmp(png_jmpbuf(reading->png))) {
        return has_a_part(reading) ? MINTOP_PICTURE_DONE : outcome_of_failure(reading);
    }
    struct decoding *decoding = reading->decoding;
    png_read_info(reading->png, reading->info);
    convert_to_rgba(reading);
    int passes = png_set_interlace_handling(reading->png);
    png_read_update_info(reading->png, reading->info);
    uint32_t width = png_get_image_width(reading->png, reading->info);
    uint32_t height = png_get_image_height(reading->png, reading->info);
    size_t row_size = (size_t)width * 4;
    if (png_get_rowbytes(reading->png, reading->info) != row_size) png_error(reading->png, "an odd row size");
    if (!mintop_reducer_begin(
            &reading->reducer, width, height, decoding->halvings, decoding->pixels, decoding->capacity)) {
        fail_without_memory(reading);
    }
    // calloc: a pass reads rows that the previous one has not written, and a file may end in any pass.
    reading->rows = calloc(passes > 1 ? height : 1, row_size);
    if (reading->rows == NULL) fail_without_memory(reading);
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t y = 0; y < height; y++) {
            stop_if_wanted(reading);
            uint8_t *row = reading->rows + (passes > 1 ? y * row_size : 0);
            // With several passes, each pixel fills the area that later ones divide.
            png_read_row(reading->png, passes > 1 ? NULL : row, passes > 1 ? row : NULL);
            if (pass == passes - 1) mintop_reducer_add(&reading->reducer, row);
        }
    }
    png_read_end(reading->png, NULL);
    return MINTOP_PICTURE_DONE;
}

enum mintop_picture_outcome mintop_png_decode(struct decoding *decoding) {
    struct png_reading reading;
    enum mintop_picture_outcome outcome = MINTOP_PICTURE_NO_MEMORY;
    if (begin(&reading, decoding)) outcome = read_pixels(&reading);
    end(&reading);
    return outcome;
}

enum mintop_picture_outcome mintop_png_encode(
    const uint8_t *pixels, uint32_t width, uint32_t height, uint8_t **file, size_t *count, char *reason) {
    png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    reason[0] = 0;
    *file = malloc(size);
    if (*file == NULL) return MINTOP_PICTURE_NO_MEMORY;
    if (!png_image_write_to_memory(&image, *file, &size, 0, pixels, 0, NULL)) {
        mintop_set_reason(reason, image.message);
        free(*file);
        *file = NULL;
        return MINTOP_PICTURE_DAMAGED;
    }
    *count = size;
    return MINTOP_PICTURE_DONE;
}
