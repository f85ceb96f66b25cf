// The screen of a terminal, kept by libvterm.
#ifndef MINTOP_CSCREEN_H
#define MINTOP_CSCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mintop_screen mintop_screen;

typedef struct {
    /// The character and its combining marks; the first is 0 in a blank cell, and all ones in the right half of a wide
    /// character.
    uint32_t characters[6];
    /// -1 is the terminal's own color, 0 to 255 the palette, `0x1000000 + 0xRRGGBB` a 24-bit color.
    int32_t foreground, background;
    bool bold, italic, underline, reverse;
} mintop_screen_cell;

mintop_screen *mintop_screen_new(int columns, int rows);
void mintop_screen_free(mintop_screen *screen);
void mintop_screen_feed(mintop_screen *screen, const uint8_t *bytes, size_t count);
void mintop_screen_resize(mintop_screen *screen, int columns, int rows);
mintop_screen_cell mintop_screen_get(const mintop_screen *screen, int column, int row);
/// Writes the text of a row in UTF-8 without the blanks at its end; returns its bytes, at most `capacity`.
size_t mintop_screen_text(const mintop_screen *screen, int row, char *text, size_t capacity);
void mintop_screen_cursor(const mintop_screen *screen, int *column, int *row);
int mintop_screen_bells(const mintop_screen *screen);
/// Whether a private mode is on, such as 1049 or 2004.
bool mintop_screen_mode(const mintop_screen *screen, int mode);
const char *mintop_screen_title(const mintop_screen *screen);
/// The operating system commands that are queries, without their framing, separated by line feeds.
const char *mintop_screen_questions(const mintop_screen *screen);

#endif
