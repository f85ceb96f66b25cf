#include "CPictureSamples.h"

#include <stdio.h>
#include <jpeglib.h>
#include <setjmp.h>
#include <stdlib.h>

struct failing {
    struct jpeg_error_mgr errors;
    jmp_buf failed;
};

static void fail(j_common_ptr jpeg) {
    longjmp(((struct failing *)jpeg->err)->failed, 1);
}

uint8_t *mintop_sample_jpeg(
    const uint8_t *pixels, uint32_t width, uint32_t height, int quality, bool progressive, bool inks, size_t *count) {
    struct jpeg_compress_struct jpeg;
    struct failing failing;
    unsigned char *memory = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&failing.errors);
    failing.errors.error_exit = fail;
    if (setjmp(failing.failed)) {
        jpeg_destroy_compress(&jpeg);
        return NULL;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &memory, &size);
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.input_components = 4;
    jpeg.in_color_space = inks ? JCS_CMYK : JCS_EXT_RGBA;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    if (inks) jpeg.write_Adobe_marker = TRUE;
    if (progressive) jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < height) {
        JSAMPROW row = (JSAMPROW)pixels + (size_t)jpeg.next_scanline * width * 4;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    *count = size;
    return memory;
}
