#include "internal.h"

#include <chafa.h>

static ChafaCanvasMode mode_of(enum mintop_symbol_colors colors) {
    switch (colors) {
    case MINTOP_SYMBOLS_DIRECT: return CHAFA_CANVAS_MODE_TRUECOLOR;
    // The first 16 colours are the user's own, and nobody knows what they look like.
    case MINTOP_SYMBOLS_INDEXED_240: return CHAFA_CANVAS_MODE_INDEXED_240;
    case MINTOP_SYMBOLS_INDEXED_16: return CHAFA_CANVAS_MODE_INDEXED_16;
    case MINTOP_SYMBOLS_INDEXED_8: return CHAFA_CANVAS_MODE_INDEXED_8;
    case MINTOP_SYMBOLS_MONOCHROME: return CHAFA_CANVAS_MODE_FGBG;
    }
    return CHAFA_CANVAS_MODE_FGBG;
}

static ChafaCanvas *make_canvas(uint32_t columns, uint32_t rows, enum mintop_symbol_colors colors, bool ascii) {
    ChafaSymbolMap *symbols = chafa_symbol_map_new();
    chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_SPACE);
    if (ascii) {
        chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_ASCII);
    } else {
        chafa_symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_BLOCK | CHAFA_SYMBOL_TAG_BORDER);
    }
    ChafaCanvasConfig *config = chafa_canvas_config_new();
    chafa_canvas_config_set_geometry(config, (gint)columns, (gint)rows);
    chafa_canvas_config_set_canvas_mode(config, mode_of(colors));
    chafa_canvas_config_set_symbol_map(config, symbols);
    // More work takes twenty times as long and shows no better picture.
    chafa_canvas_config_set_work_factor(config, 0.5f);
    // As the eye sees it: by the plain distance most pictures turn grey in 256 colours.
    if (colors == MINTOP_SYMBOLS_INDEXED_240) chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D);
    // Cells are too coarse for dots of different colours; two shades have nothing else.
    if (colors == MINTOP_SYMBOLS_MONOCHROME) {
        chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_DIFFUSION);
    }
    ChafaCanvas *canvas = chafa_canvas_new(config);
    chafa_canvas_config_unref(config);
    chafa_symbol_map_unref(symbols);
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
            // Without colours the call reads outside its palette in the versions before 1.18.2.
            if (colors != MINTOP_SYMBOLS_MONOCHROME) {
                chafa_canvas_get_raw_colors_at(canvas, (gint)column, (gint)row, &foreground, &background);
            }
            foregrounds[index] = foreground;
            backgrounds[index] = background;
        }
    }
    chafa_canvas_unref(canvas);
    return true;
}
