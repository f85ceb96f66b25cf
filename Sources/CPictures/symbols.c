#include "internal.h"

#include <chafa.h>
#include <pthread.h>

static ChafaCanvasMode mode_of(enum mintop_symbol_colors colors) {
    switch (colors) {
    // chafa's search for the nearest of 240 colors takes longer than everything else together.
    case MINTOP_SYMBOLS_DIRECT:
    case MINTOP_SYMBOLS_INDEXED_240: return CHAFA_CANVAS_MODE_TRUECOLOR;
    case MINTOP_SYMBOLS_INDEXED_16: return CHAFA_CANVAS_MODE_INDEXED_16;
    case MINTOP_SYMBOLS_INDEXED_8: return CHAFA_CANVAS_MODE_INDEXED_8;
    case MINTOP_SYMBOLS_MONOCHROME: return CHAFA_CANVAS_MODE_FGBG;
    }
    return CHAFA_CANVAS_MODE_FGBG;
}

// Created once, before two threads can draw: chafa fills its tables with the first map, without a lock.
static pthread_once_t maps_made = PTHREAD_ONCE_INIT;
static ChafaSymbolMap *block_map, *ascii_map;

static void make_maps(void) {
    block_map = chafa_symbol_map_new();
    chafa_symbol_map_add_by_tags(
        block_map, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_BLOCK | CHAFA_SYMBOL_TAG_BORDER);
    ascii_map = chafa_symbol_map_new();
    chafa_symbol_map_add_by_tags(ascii_map, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_ASCII);
}

static ChafaCanvas *make_canvas(uint32_t columns, uint32_t rows, enum mintop_symbol_colors colors, bool ascii) {
    pthread_once(&maps_made, make_maps);
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    chafa_canvas_config_set_geometry(config, (gint)columns, (gint)rows);
    chafa_canvas_config_set_canvas_mode(config, mode_of(colors));
    chafa_canvas_config_set_symbol_map(config, ascii ? ascii_map : block_map);
    // A higher value takes twenty times as long without a better picture.
    chafa_canvas_config_set_work_factor(config, 0.5f);
    // Cells are too coarse for dithering in colors; with two shades it is the only way.
    if (colors == MINTOP_SYMBOLS_MONOCHROME) {
        chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_DIFFUSION);
    }
    ChafaCanvas *canvas = chafa_canvas_new(config);
    chafa_canvas_config_unref(config);
    return canvas;
}

bool mintop_symbols_draw(
    const uint8_t *pixels, uint32_t width, uint32_t height, uint32_t columns, uint32_t rows,
    enum mintop_symbol_colors colors, bool ascii, uint32_t *characters, int32_t *foregrounds, int32_t *backgrounds) {
    ChafaCanvas *canvas = make_canvas(columns, rows, colors, ascii);
    if (canvas == NULL) return false;
    chafa_canvas_draw_all_pixels(
        canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, pixels, (gint)width, (gint)height, (gint)width * 4);
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t column = 0; column < columns; column++) {
            size_t index = (size_t)row * columns + column;
            gint foreground = -1, background = -1;
            characters[index] = chafa_canvas_get_char_at(canvas, (gint)column, (gint)row);
            // Before version 1.18.2 the call reads outside its palette without colors.
            if (colors != MINTOP_SYMBOLS_MONOCHROME) {
                chafa_canvas_get_raw_colors_at(canvas, (gint)column, (gint)row, &foreground, &background);
            }
            foregrounds[index] = foreground;
            backgrounds[index] = background;
        }
    }
    chafa_canvas_unref(canvas);
    if (colors == MINTOP_SYMBOLS_INDEXED_240) {
        mintop_quantize(foregrounds, (size_t)columns * rows);
        mintop_quantize(backgrounds, (size_t)columns * rows);
    }
    return true;
}
