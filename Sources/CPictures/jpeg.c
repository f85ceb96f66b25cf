#include "internal.h"

#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// The limits of scans in a progressive file, which may have any number; ordinary ones have about ten. The second limit
// keeps a large file from taking many seconds.
enum { SCAN_LIMIT = 64 };
static const uint64_t SCANNED_PIXEL_LIMIT = 1200000000;

// The state that must survive a longjmp is here, outside the function that calls setjmp.
struct jpeg_reading {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed;
    struct decoding *decoding;
    struct reducer reducer;
    uint8_t *row;
    // Whether pixels are read; a header must be whole.
    bool is_in_pixels;
    // Whether the file ended before its last pixel.
    bool is_cut;
    bool was_stopped;
    bool has_no_memory;
};

static void fail(j_common_ptr jpeg) {
    struct jpeg_reading *reading = jpeg->client_data;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    mintop_set_reason(reading->decoding->reason, message);
    if (jpeg->err->msg_code == JERR_OUT_OF_MEMORY) reading->has_no_memory = true;
    longjmp(reading->failed, 1);
}

static void fail_because(struct jpeg_reading *reading, const char *reason) {
    mintop_set_reason(reading->decoding->reason, reason);
    longjmp(reading->failed, 1);
}

// libjpeg fills invalid data with gray, and the user would review a wrong picture. It also makes up the end marker, and
// pixels that are missing before it; this is right if there are some pixels at all.
static void note(j_common_ptr jpeg, int level) {
    struct jpeg_reading *reading = jpeg->client_data;
    if (level >= 0) return;
    bool is_start = reading->jpeg.input_scan_number <= 1 && reading->jpeg.input_iMCU_row == 0;
    bool is_end = reading->jpeg.unread_marker == JPEG_EOI;
    switch (jpeg->err->msg_code) {
    case JWRN_JPEG_EOF:
        // Arithmetic decoding does not note what is missing.
        if (!reading->is_in_pixels || (reading->jpeg.arith_code && is_start)) {
            fail_because(reading, "the file ends too early");
        }
        break;
    case JWRN_HIT_MARKER:
        if (!is_end) fail(jpeg);
        if (is_start) fail_because(reading, "the file ends too early");
        reading->is_cut = true;
        break;
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
        if (!is_end) fail(jpeg);
        break;
    default: break;
    }
}

static void print_nothing(j_common_ptr jpeg) {
    (void)jpeg;
}

// Called for each row of blocks of each scan, also while `jpeg_start_decompress` collects a progressive file.
static void check_progress(j_common_ptr jpeg) {
    struct jpeg_reading *reading = jpeg->client_data;
    uint64_t scans = (uint64_t)reading->jpeg.input_scan_number;
    uint64_t pixels = (uint64_t)reading->jpeg.image_width * reading->jpeg.image_height;
    if (scans > SCAN_LIMIT || (scans > 1 && scans * pixels > SCANNED_PIXEL_LIMIT)) {
        fail_because(reading, "it has too many scans");
    }
    if (!reading->decoding->should_stop(reading->decoding->context)) return;
    reading->was_stopped = true;
    longjmp(reading->failed, 1);
}

static void begin(struct jpeg_reading *reading, struct decoding *decoding) {
    memset(reading, 0, sizeof(*reading));
    reading->decoding = decoding;
    reading->jpeg.err = jpeg_std_error(&reading->errors);
    reading->errors.error_exit = fail;
    reading->errors.emit_message = note;
    reading->errors.output_message = print_nothing;
    reading->progress.progress_monitor = check_progress;
    reading->jpeg.client_data = reading;
}

static void end(struct jpeg_reading *reading) {
    jpeg_destroy_decompress(&reading->jpeg);
    mintop_reducer_end(&reading->reducer);
    free(reading->row);
}

static enum mintop_picture_outcome outcome_of_failure(const struct jpeg_reading *reading) {
    if (reading->was_stopped) return MINTOP_PICTURE_STOPPED;
    return reading->has_no_memory ? MINTOP_PICTURE_NO_MEMORY : MINTOP_PICTURE_DAMAGED;
}

// The bytes without a segment that is cut off at their end: libjpeg would read it with made-up content.
static size_t count_whole_segments(const uint8_t *bytes, size_t count) {
    for (size_t at = count; at-- > 2;) {
        if (bytes[at] != 0xFF) continue;
        if (at + 1 == count) return at;
        uint8_t marker = bytes[at + 1];
        if (marker == 0 || marker == 0xFF || (marker >= JPEG_RST0 && marker <= JPEG_RST0 + 7)) continue;
        if (marker == JPEG_EOI) return count;
        bool is_whole = at + 4 <= count && (size_t)(bytes[at + 2] << 8 | bytes[at + 3]) <= count - at - 2;
        return is_whole ? count : at;
    }
    return count;
}

static void open_header(struct jpeg_reading *reading) {
    const struct decoding *decoding = reading->decoding;
    jpeg_create_decompress(&reading->jpeg);
    // jpeg_create_decompress clears it.
    reading->jpeg.client_data = reading;
    jpeg_mem_src(
        &reading->jpeg, decoding->bytes, (unsigned long)count_whole_segments(decoding->bytes, decoding->count));
    jpeg_read_header(&reading->jpeg, TRUE);
}

static enum mintop_picture_outcome read_header(struct jpeg_reading *reading, struct mintop_picture_header *header) {
    if (setjmp(reading->failed)) return outcome_of_failure(reading);
    open_header(reading);
    header->width = reading->jpeg.image_width;
    header->height = reading->jpeg.image_height;
    // An upper estimate for rows of blocks and samples; all coefficients if the picture has several scans.
    header->working_bytes = (uint64_t)header->width * 16 * 4 * 4 + (1 << 18);
    if (jpeg_has_multiple_scans(&reading->jpeg)) {
        for (int index = 0; index < reading->jpeg.num_components; index++) {
            const jpeg_component_info *component = &reading->jpeg.comp_info[index];
            uint64_t blocks = (uint64_t)(component->width_in_blocks + 4) * (component->height_in_blocks + 4);
            header->working_bytes += blocks * sizeof(JBLOCK);
        }
    }
    return MINTOP_PICTURE_DONE;
}

enum mintop_picture_outcome mintop_jpeg_header(struct decoding *decoding, struct mintop_picture_header *header) {
    struct jpeg_reading reading;
    begin(&reading, decoding);
    enum mintop_picture_outcome outcome = read_header(&reading, header);
    end(&reading);
    return outcome;
}

// libjpeg converts CMYK to no other color space; files by Adobe, nearly all of them, have inverted values.
static void convert_inks(uint8_t *row, uint32_t width, bool is_inverted) {
    for (uint32_t x = 0; x < width; x++, row += 4) {
        uint32_t flip = is_inverted ? 0 : 0xFF;
        uint32_t key = row[3] ^ flip;
        for (int channel = 0; channel < 3; channel++) row[channel] = (uint8_t)((row[channel] ^ flip) * key / 255);
        row[3] = 0xFF;
    }
}

static enum mintop_picture_outcome read_pixels(struct jpeg_reading *reading) {
    if (setjmp(reading->failed)) return outcome_of_failure(reading);
    struct decoding *decoding = reading->decoding;
    j_decompress_ptr jpeg = &reading->jpeg;
    open_header(reading);
    reading->is_in_pixels = true;
    jpeg->progress = &reading->progress;
    bool has_inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
    jpeg->out_color_space = has_inks ? JCS_CMYK : JCS_EXT_RGBA;
    // The library itself halves up to three times, much faster than the reducer does with the whole picture.
    uint32_t own = decoding->halvings < 3 ? decoding->halvings : 3;
    jpeg->scale_num = 1;
    jpeg->scale_denom = 1u << own;
    jpeg_start_decompress(jpeg);
    if (jpeg->output_components != 4) fail_because(reading, "an unknown number of channels");
    if (!mintop_reducer_begin(
            &reading->reducer, jpeg->output_width, jpeg->output_height, decoding->halvings - own, decoding->pixels,
            decoding->capacity)
        || (reading->row = malloc((size_t)jpeg->output_width * 4)) == NULL) {
        return MINTOP_PICTURE_NO_MEMORY;
    }
    // Of a file cut off, the rows of the last blocks follow; all others are gray, and gray rows take time.
    uint32_t rows_left = jpeg_has_multiple_scans(jpeg)
        ? UINT32_MAX : (uint32_t)(jpeg->max_v_samp_factor * jpeg->min_DCT_scaled_size);
    while (jpeg->output_scanline < jpeg->output_height) {
        if (reading->is_cut && rows_left-- == 0) return MINTOP_PICTURE_DONE;
        JSAMPROW row = reading->row;
        if (jpeg_read_scanlines(jpeg, &row, 1) != 1) fail_because(reading, "the file ends too early");
        if (has_inks) convert_inks(reading->row, jpeg->output_width, jpeg->saw_Adobe_marker);
        mintop_reducer_add(&reading->reducer, reading->row);
    }
    jpeg_finish_decompress(jpeg);
    return MINTOP_PICTURE_DONE;
}

enum mintop_picture_outcome mintop_jpeg_decode(struct decoding *decoding) {
    struct jpeg_reading reading;
    begin(&reading, decoding);
    enum mintop_picture_outcome outcome = read_pixels(&reading);
    end(&reading);
    return outcome;
}
