#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

enum { BYTES_IN_A_BATCH = 1 << 15 };

// The picture to decode: the whole file, or the first frame of an animation.
struct picture {
    const uint8_t *bytes;
    size_t count;
    WebPBitstreamFeatures features;
    // The size of the whole picture, and the position of the frame in it.
    uint32_t width, height, left, top;
    WebPDemuxer *demuxer;
};

static enum mintop_picture_outcome damaged(struct decoding *decoding, const char *reason) {
    mintop_set_reason(decoding->reason, reason);
    return MINTOP_PICTURE_DAMAGED;
}

static enum mintop_picture_outcome outcome_of(struct decoding *decoding, VP8StatusCode status) {
    switch (status) {
    case VP8_STATUS_OK: return MINTOP_PICTURE_DONE;
    case VP8_STATUS_OUT_OF_MEMORY: return MINTOP_PICTURE_NO_MEMORY;
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_NOT_ENOUGH_DATA: return damaged(decoding, "the file ends too early");
    case VP8_STATUS_UNSUPPORTED_FEATURE: return damaged(decoding, "it uses an unknown feature of the format");
    default: return damaged(decoding, "its data is corrupt");
    }
}

static enum mintop_picture_outcome open_picture(struct decoding *decoding, struct picture *picture) {
    *picture = (struct picture){.bytes = decoding->bytes, .count = decoding->count};
    VP8StatusCode status = WebPGetFeatures(picture->bytes, picture->count, &picture->features);
    if (status != VP8_STATUS_OK) return outcome_of(decoding, status);
    picture->width = (uint32_t)picture->features.width;
    picture->height = (uint32_t)picture->features.height;
    if (!picture->features.has_animation) return MINTOP_PICTURE_DONE;
    WebPData data = {.bytes = decoding->bytes, .size = decoding->count};
    WebPIterator frame;
    WebPDemuxState state;
    picture->demuxer = WebPDemuxPartial(&data, &state);
    if (picture->demuxer == NULL) return damaged(decoding, "its data is corrupt or cut off");
    if (!WebPDemuxGetFrame(picture->demuxer, 1, &frame)) {
        return damaged(
            decoding, state == WEBP_DEMUX_DONE ? "the animation has no frame" : "the file ends too early");
    }
    picture->bytes = frame.fragment.bytes;
    picture->count = frame.fragment.size;
    picture->left = (uint32_t)frame.x_offset;
    picture->top = (uint32_t)frame.y_offset;
    WebPDemuxReleaseIterator(&frame);
    status = WebPGetFeatures(picture->bytes, picture->count, &picture->features);
    if (status != VP8_STATUS_OK) return outcome_of(decoding, status);
    if (picture->left + (uint64_t)picture->features.width > picture->width
        || picture->top + (uint64_t)picture->features.height > picture->height) {
        return damaged(decoding, "the first frame lies outside the picture");
    }
    return MINTOP_PICTURE_DONE;
}

enum mintop_picture_outcome mintop_webp_header(struct decoding *decoding, struct mintop_picture_header *header) {
    struct picture picture;
    enum mintop_picture_outcome outcome = open_picture(decoding, &picture);
    if (outcome == MINTOP_PICTURE_DONE) {
        header->width = picture.width;
        header->height = picture.height;
        uint64_t pixels = (uint64_t)picture.features.width * (uint64_t)picture.features.height;
        // A lossless picture is decompressed as a whole; of a lossy one only alpha, which is a lossless picture.
        bool is_lossy = picture.features.format == 1;
        uint64_t each = is_lossy ? (picture.features.has_alpha ? 5 : 0) : 5;
        header->working_bytes = pixels * each + (uint64_t)picture.width * 64 + (1 << 20);
        // The frame of an animation is decoded into separate memory.
        if (picture.demuxer != NULL) header->working_bytes += pixels * 4;
    }
    WebPDemuxDelete(picture.demuxer);
    return outcome;
}

static uint32_t halved(uint32_t side, uint32_t halvings) {
    return (uint32_t)(((uint64_t)side + (1ull << halvings) - 1) >> halvings);
}

static enum mintop_picture_outcome decode_into(
    struct decoding *decoding, const struct picture *picture, uint8_t *pixels, size_t size, uint32_t width,
    uint32_t height) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return damaged(decoding, "the installed libwebp is of another version");
    config.input = picture->features;
    config.options.use_scaling = decoding->halvings > 0;
    config.options.scaled_width = (int)width;
    config.options.scaled_height = (int)height;
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = pixels;
    config.output.u.RGBA.stride = (int)(width * 4);
    config.output.u.RGBA.size = size;
    WebPIDecoder *decoder = WebPIDecode(NULL, 0, &config);
    if (decoder == NULL) return MINTOP_PICTURE_NO_MEMORY;
    VP8StatusCode status = VP8_STATUS_SUSPENDED;
    bool was_stopped = false;
    for (size_t given = 0; given < picture->count && status == VP8_STATUS_SUSPENDED && !was_stopped;) {
        size_t rest = picture->count - given;
        given += rest < BYTES_IN_A_BATCH ? rest : BYTES_IN_A_BATCH;
        was_stopped = decoding->should_stop(decoding->context);
        if (!was_stopped) status = WebPIUpdate(decoder, picture->bytes, given);
    }
    int row_count = 0;
    // Of a file cut off, the first rows are there.
    bool has_rows = status == VP8_STATUS_SUSPENDED && WebPIDecGetRGB(decoder, &row_count, NULL, NULL, NULL) != NULL;
    if (has_rows && row_count > 0) status = VP8_STATUS_OK;
    WebPIDelete(decoder);
    WebPFreeDecBuffer(&config.output);
    return was_stopped ? MINTOP_PICTURE_STOPPED : outcome_of(decoding, status);
}

// The frame of an animation may be smaller than the picture; the rest of the picture is transparent.
static enum mintop_picture_outcome decode_frame(struct decoding *decoding, const struct picture *picture) {
    uint32_t halvings = decoding->halvings;
    uint32_t whole_width = halved(picture->width, halvings), whole_height = halved(picture->height, halvings);
    uint32_t width = halved((uint32_t)picture->features.width, halvings);
    uint32_t height = halved((uint32_t)picture->features.height, halvings);
    uint32_t left = picture->left >> halvings, top = picture->top >> halvings;
    size_t size = (size_t)width * height * 4;
    uint8_t *pixels = calloc(1, size);
    if (pixels == NULL) return MINTOP_PICTURE_NO_MEMORY;
    enum mintop_picture_outcome outcome = decode_into(decoding, picture, pixels, size, width, height);
    if (outcome == MINTOP_PICTURE_DONE) {
        memset(decoding->pixels, 0, (size_t)whole_width * whole_height * 4);
        uint32_t columns = width < whole_width - left ? width : whole_width - left;
        for (uint32_t y = 0; y < height && top + y < whole_height; y++) {
            uint8_t *target = decoding->pixels + ((size_t)(top + y) * whole_width + left) * 4;
            memcpy(target, pixels + (size_t)y * width * 4, (size_t)columns * 4);
        }
    }
    free(pixels);
    return outcome;
}

enum mintop_picture_outcome mintop_webp_decode(struct decoding *decoding) {
    struct picture picture;
    enum mintop_picture_outcome outcome = open_picture(decoding, &picture);
    if (outcome == MINTOP_PICTURE_DONE) {
        uint32_t width = halved(picture.width, decoding->halvings);
        uint32_t height = halved(picture.height, decoding->halvings);
        size_t size = (size_t)width * height * 4;
        if (size > decoding->capacity) {
            outcome = MINTOP_PICTURE_NO_MEMORY;
        } else if (picture.demuxer == NULL) {
            outcome = decode_into(decoding, &picture, decoding->pixels, size, width, height);
        } else {
            outcome = decode_frame(decoding, &picture);
        }
    }
    WebPDemuxDelete(picture.demuxer);
    return outcome;
}
