#include "internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint32_t halved(uint32_t side, uint32_t halvings) {
    return (uint32_t)(((uint64_t)side + (1ull << halvings) - 1) >> halvings);
}

bool mintop_reducer_begin(
    struct reducer *reducer, uint32_t width, uint32_t height, uint32_t halvings, uint8_t *pixels, size_t capacity) {
    *reducer = (struct reducer){.width = width, .height = height, .halvings = halvings, .pixels = pixels};
    if (width == 0 || height == 0 || halvings > 16) return false;
    reducer->new_width = halved(width, halvings);
    if ((uint64_t)reducer->new_width * halved(height, halvings) * 4 > capacity) return false;
    if (halvings == 0) return true;
    reducer->sums = calloc((size_t)reducer->new_width * 4, sizeof(uint64_t));
    return reducer->sums != NULL;
}

// Colors are weighted by alpha, so that transparent pixels do not affect visible ones.
static void write_means(struct reducer *reducer, uint32_t rows) {
    uint8_t *target = reducer->pixels + (size_t)((reducer->row - 1) >> reducer->halvings) * reducer->new_width * 4;
    uint32_t side = 1u << reducer->halvings;
    for (uint32_t x = 0; x < reducer->new_width; x++) {
        uint32_t left = reducer->width - (x << reducer->halvings);
        uint64_t count = (uint64_t)rows * (left < side ? left : side);
        uint64_t *sums = reducer->sums + (size_t)x * 4;
        for (int channel = 0; channel < 3; channel++) {
            target[x * 4 + channel] = sums[3] > 0 ? (uint8_t)((sums[channel] + sums[3] / 2) / sums[3]) : 0;
        }
        target[x * 4 + 3] = (uint8_t)((sums[3] + count / 2) / count);
    }
    memset(reducer->sums, 0, (size_t)reducer->new_width * 4 * sizeof(uint64_t));
}

void mintop_reducer_add(struct reducer *reducer, const uint8_t *row) {
    if (reducer->row >= reducer->height) return;
    if (reducer->halvings == 0) {
        memmove(reducer->pixels + (size_t)reducer->row * reducer->width * 4, row, (size_t)reducer->width * 4);
        reducer->row++;
        return;
    }
    for (uint32_t x = 0; x < reducer->width; x++) {
        uint64_t *sums = reducer->sums + (size_t)(x >> reducer->halvings) * 4;
        uint32_t alpha = row[x * 4 + 3];
        sums[0] += row[x * 4] * alpha;
        sums[1] += row[x * 4 + 1] * alpha;
        sums[2] += row[x * 4 + 2] * alpha;
        sums[3] += alpha;
    }
    reducer->row++;
    uint32_t side = 1u << reducer->halvings;
    if (reducer->row % side == 0) {
        write_means(reducer, side);
    } else if (reducer->row == reducer->height) {
        write_means(reducer, reducer->row % side);
    }
}

void mintop_reducer_end(struct reducer *reducer) {
    free(reducer->sums);
    reducer->sums = NULL;
}

// The source pixels of a new pixel in one direction: `count` from `first` on, with weights whose sum is 1.
struct span {
    uint32_t first, count;
    float *weights;
};

static struct span *make_spans(uint32_t size, uint32_t new_size, float **weights) {
    double scale = (double)size / new_size;
    uint32_t most = scale <= 1 ? 2 : (uint32_t)ceil(scale) + 1;
    struct span *spans = malloc(new_size * sizeof(struct span));
    *weights = malloc((size_t)new_size * most * sizeof(float));
    if (spans == NULL || *weights == NULL) {
        free(spans);
        return NULL;
    }
    for (uint32_t index = 0; index < new_size; index++) {
        struct span *span = &spans[index];
        span->weights = *weights + (size_t)index * most;
        if (scale <= 1) {
            double center = fmin(fmax((index + 0.5) * scale - 0.5, 0), size - 1);
            span->first = (uint32_t)center;
            span->count = span->first + 1 < size ? 2 : 1;
            double part = span->count == 2 ? center - span->first : 0;
            span->weights[0] = (float)(1 - part);
            if (span->count == 2) span->weights[1] = (float)part;
            continue;
        }
        double begin = index * scale, end = fmin((index + 1) * scale, size);
        span->first = (uint32_t)begin;
        if (span->first >= size) span->first = size - 1;
        uint32_t last = (uint32_t)ceil(end);
        if (last > size) last = size;
        span->count = last > span->first ? last - span->first : 1;
        if (span->count > most) span->count = most;
        for (uint32_t at = 0; at < span->count; at++) {
            double low = fmax(begin, span->first + at), high = fmin(end, (double)span->first + at + 1);
            span->weights[at] = (float)(fmax(high - low, 0) / (end - begin));
        }
    }
    return spans;
}

static void stretch_row(const uint8_t *row, const struct span *spans, uint32_t new_width, float *result) {
    for (uint32_t x = 0; x < new_width; x++) {
        const struct span *span = &spans[x];
        const uint8_t *pixel = row + (size_t)span->first * 4;
        float red = 0, green = 0, blue = 0, alpha = 0;
        for (uint32_t at = 0; at < span->count; at++, pixel += 4) {
            float weight = span->weights[at] * pixel[3];
            red += weight * pixel[0];
            green += weight * pixel[1];
            blue += weight * pixel[2];
            alpha += weight;
        }
        result[x * 4] = red;
        result[x * 4 + 1] = green;
        result[x * 4 + 2] = blue;
        result[x * 4 + 3] = alpha;
    }
}

static void write_row(const float *sums, uint32_t width, uint8_t *target) {
    for (uint32_t x = 0; x < width; x++, sums += 4, target += 4) {
        float alpha = sums[3];
        for (int channel = 0; channel < 3; channel++) {
            target[channel] = alpha > 0 ? (uint8_t)fminf(sums[channel] / alpha + 0.5f, 255) : 0;
        }
        target[3] = (uint8_t)fminf(alpha + 0.5f, 255);
    }
}

bool mintop_resample(
    const uint8_t *source, uint32_t width, uint32_t height, uint8_t *target, uint32_t new_width, uint32_t new_height) {
    float *column_weights = NULL, *row_weights = NULL;
    struct span *columns = make_spans(width, new_width, &column_weights);
    struct span *rows = make_spans(height, new_height, &row_weights);
    size_t row_size = (size_t)new_width * 4;
    // Two stretched rows, because the last row of a span is often the first of the next one, and the sums.
    float *buffer = malloc(row_size * 3 * sizeof(float));
    bool is_ready = columns != NULL && rows != NULL && buffer != NULL;
    if (is_ready) {
        float *sums = buffer + 2 * row_size;
        int64_t kept[2] = {-1, -1};
        for (uint32_t y = 0; y < new_height; y++) {
            memset(sums, 0, row_size * sizeof(float));
            for (uint32_t at = 0; at < rows[y].count; at++) {
                uint32_t row = rows[y].first + at;
                float *stretched = buffer + (row % 2) * row_size;
                if (kept[row % 2] != row) {
                    stretch_row(source + (size_t)row * width * 4, columns, new_width, stretched);
                    kept[row % 2] = row;
                }
                float weight = rows[y].weights[at];
                for (size_t index = 0; index < row_size; index++) sums[index] += stretched[index] * weight;
            }
            write_row(sums, new_width, target + (size_t)y * row_size);
        }
    }
    free(buffer);
    free(columns);
    free(rows);
    free(column_weights);
    free(row_weights);
    return is_ready;
}

void mintop_turn(const uint8_t *source, uint32_t orientation, uint8_t *target, uint32_t width, uint32_t height) {
    bool is_swapped = orientation >= 5;
    bool is_flipped_across = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool is_flipped_down = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    uint32_t columns = is_swapped ? height : width, rows = is_swapped ? width : height;
    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++, target += 4) {
            uint32_t column = is_swapped ? y : x, row = is_swapped ? x : y;
            if (is_flipped_across) column = columns - 1 - column;
            if (is_flipped_down) row = rows - 1 - row;
            memcpy(target, source + ((size_t)row * columns + column) * 4, 4);
        }
    }
}
