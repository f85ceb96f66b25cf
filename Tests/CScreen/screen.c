#include "CScreen.h"
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { modes_known = 4096, texts_kept = 4096 };

struct mintop_screen {
    VTerm *terminal;
    VTermScreen *screen;
    int bells;
    char title[texts_kept], questions[texts_kept];
    bool modes[modes_known];
    /// What libvterm 0.1.4 hides or does not know: the private modes, application program commands, which it would
    /// print, and the color space of a color.
    enum { ground, escape, sequence, parameter, command, command_escape } scan;
    uint8_t before;
    char *kept;
    size_t kept_count;
    int number;
    int numbers[16];
    size_t number_count;
};

static int bell(void *user) {
    ((mintop_screen *)user)->bells++;
    return 1;
}

static int property(VTermProp name, VTermValue *value, void *user) {
    mintop_screen *screen = user;
    if (name == VTERM_PROP_TITLE && value->string != NULL) strncpy(screen->title, value->string, texts_kept - 1);
    return 1;
}

static int system_command(const char *text, size_t count, void *user) {
    mintop_screen *screen = user;
    size_t used = strlen(screen->questions);
    if (count < 2 || text[count - 1] != '?' || used + count + 2 > texts_kept) return 1;
    memcpy(screen->questions + used, text, count);
    screen->questions[used + count] = '\n';
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property, .bell = bell};
static const VTermParserCallbacks fallbacks = {.osc = system_command};

mintop_screen *mintop_screen_new(int columns, int rows) {
    mintop_screen *screen = calloc(1, sizeof *screen);
    if (screen == NULL) abort();
    screen->modes[25] = screen->modes[7] = true;
    screen->terminal = vterm_new(rows, columns);
    vterm_set_utf8(screen->terminal, 1);
    screen->screen = vterm_obtain_screen(screen->terminal);
    vterm_screen_set_callbacks(screen->screen, &callbacks, screen);
    vterm_screen_set_unrecognised_fallbacks(screen->screen, &fallbacks, screen);
    vterm_screen_enable_altscreen(screen->screen, 1);
    vterm_screen_reset(screen->screen, 1);
    return screen;
}

void mintop_screen_free(mintop_screen *screen) {
    vterm_free(screen->terminal);
    free(screen->kept);
    free(screen);
}

static void end_number(mintop_screen *screen) {
    if (screen->number_count < sizeof screen->numbers / sizeof *screen->numbers)
        screen->numbers[screen->number_count++] = screen->number;
    screen->number = 0;
}

/// Reads a byte of a sequence for its private modes.
static void scan_parameter(mintop_screen *screen, uint8_t byte) {
    if (byte >= '0' && byte <= '9') {
        screen->number = (screen->number * 10 + byte - '0') % 100000;
    } else if (byte == ';') {
        end_number(screen);
    } else {
        screen->scan = ground;
        if (byte != 'h' && byte != 'l') return;
        end_number(screen);
        for (size_t index = 0; index < screen->number_count; index++)
            if (screen->numbers[index] < modes_known) screen->modes[screen->numbers[index]] = byte == 'h';
    }
}

/// Whether libvterm gets the byte.
static bool scan(mintop_screen *screen, uint8_t byte) {
    uint8_t before = screen->before;
    screen->before = byte;
    switch (screen->scan) {
    case ground:
        if (byte == 0x1B) screen->scan = escape;
        // It comes with the byte after it.
        return byte != 0x1B;
    case escape:
        screen->scan = byte == '[' ? sequence : byte == '_' ? command : byte == 0x1B ? escape : ground;
        screen->number = 0;
        screen->number_count = 0;
        return byte != '_' && byte != 0x1B;
    case sequence:
        if (byte == '?' && before == '[') screen->scan = parameter;
        if (byte >= 0x40) screen->scan = ground;
        // The color space, which is always left out.
        return byte != ':' || before != ':';
    case parameter:
        scan_parameter(screen, byte);
        return true;
    case command:
        if (byte == 0x1B) screen->scan = command_escape;
        return false;
    case command_escape:
        screen->scan = byte == '\\' ? ground : command;
        return false;
    }
    return true;
}

/// The bytes at the end that begin a character in UTF-8 whose rest has not come yet.
static size_t unfinished_character(const char *bytes, size_t count) {
    for (size_t length = 1; length <= 3 && length <= count; length++) {
        uint8_t byte = (uint8_t)bytes[count - length];
        if ((byte & 0xC0) == 0x80) continue;
        size_t expected = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length < expected ? length : 0;
    }
    return 0;
}

void mintop_screen_feed(mintop_screen *screen, const uint8_t *bytes, size_t count) {
    screen->kept = realloc(screen->kept, screen->kept_count + 2 * count + 1);
    if (screen->kept == NULL) abort();
    // libvterm mistakes characters and sequences that come in two parts.
    size_t whole = screen->scan == ground ? screen->kept_count : 0;
    for (size_t index = 0; index < count; index++) {
        bool follows_escape = screen->scan == escape;
        if (scan(screen, bytes[index])) {
            if (follows_escape) screen->kept[screen->kept_count++] = 0x1B;
            screen->kept[screen->kept_count++] = (char)bytes[index];
        }
        if (screen->scan == ground || screen->scan == command) whole = screen->kept_count;
    }
    whole -= unfinished_character(screen->kept, whole);
    vterm_input_write(screen->terminal, screen->kept, whole);
    screen->kept_count -= whole;
    memmove(screen->kept, screen->kept + whole, screen->kept_count);
}

void mintop_screen_resize(mintop_screen *screen, int columns, int rows) {
    vterm_set_size(screen->terminal, rows, columns);
}

static int32_t color(VTermColor color) {
    if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color)) return -1;
    if (VTERM_COLOR_IS_INDEXED(&color)) return color.indexed.idx;
    return 0x1000000 + (color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue);
}

mintop_screen_cell mintop_screen_get(const mintop_screen *screen, int column, int row) {
    VTermScreenCell cell;
    memset(&cell, 0, sizeof cell);
    vterm_screen_get_cell(screen->screen, (VTermPos){.row = row, .col = column}, &cell);
    mintop_screen_cell result = {
        .foreground = color(cell.fg), .background = color(cell.bg), .bold = cell.attrs.bold,
        .italic = cell.attrs.italic, .underline = cell.attrs.underline != 0, .reverse = cell.attrs.reverse};
    memcpy(result.characters, cell.chars, sizeof result.characters);
    return result;
}

static size_t put_utf8(uint32_t character, char *text) {
    if (character < 0x80) {
        text[0] = (char)character;
        return 1;
    }
    size_t count = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t index = count - 1; index > 0; index--, character >>= 6) text[index] = (char)(0x80 | (character & 0x3F));
    text[0] = (char)((0xF00 >> count & 0xFF) | character);
    return count;
}

size_t mintop_screen_text(const mintop_screen *screen, int row, char *text, size_t capacity) {
    int rows, columns;
    vterm_get_size(screen->terminal, &rows, &columns);
    size_t count = 0, end = 0;
    for (int column = 0; column < columns && count + 4 * VTERM_MAX_CHARS_PER_CELL <= capacity; column++) {
        VTermScreenCell cell;
        if (!vterm_screen_get_cell(screen->screen, (VTermPos){.row = row, .col = column}, &cell)) break;
        if (cell.chars[0] == (uint32_t)-1) continue;
        if (cell.chars[0] == 0 || (cell.chars[0] == ' ' && cell.chars[1] == 0)) {
            text[count++] = ' ';
            continue;
        }
        for (int index = 0; index < VTERM_MAX_CHARS_PER_CELL && cell.chars[index] != 0; index++)
            count += put_utf8(cell.chars[index], text + count);
        end = count;
    }
    return end;
}

void mintop_screen_cursor(const mintop_screen *screen, int *column, int *row) {
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(screen->terminal), &position);
    *column = position.col;
    *row = position.row;
}

int mintop_screen_bells(const mintop_screen *screen) { return screen->bells; }

bool mintop_screen_mode(const mintop_screen *screen, int mode) {
    return mode >= 0 && mode < modes_known && screen->modes[mode];
}

const char *mintop_screen_title(const mintop_screen *screen) { return screen->title; }

const char *mintop_screen_questions(const mintop_screen *screen) { return screen->questions; }
