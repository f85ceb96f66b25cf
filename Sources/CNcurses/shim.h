// ncurses for Swift. Only NcursesTerminal imports this: ncurses declares global functions named clear, move, erase.
#ifndef MINTOP_CNCURSES_H
#define MINTOP_CNCURSES_H

// The wide-character functions are declared only with these, and before any header of the C library is read.
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <locale.h>
#include <langinfo.h>
#include <ncurses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>

// stdscr, curscr, COLORS and COLOR_PAIRS are mutable globals, which Swift refuses to read.
static inline WINDOW *mintop_stdscr(void) { return stdscr; }
static inline WINDOW *mintop_curscr(void) { return curscr; }
static inline int mintop_colors(void) { return COLORS; }
static inline int mintop_color_pairs(void) { return COLOR_PAIRS; }

// stdin is a mutable global too, and the name is not declared const. ncurses counts rows and columns in 16 signed bits and
// does not check the window's size, so a larger window is not read; the screen then opens with the size of the entry, and
// an entry without one (`linux`) is refused.
static inline SCREEN *mintop_newterm(const char *type, FILE *output) {
    struct winsize size;
    bool fits = ioctl(fileno(output), TIOCGWINSZ, &size) == 0 && size.ws_col <= INT16_MAX && size.ws_row <= INT16_MAX;
    use_env(FALSE);
    use_tioctl(fits);
    return newterm((char *)type, output, stdin);
}

// Attributes are macros with casts, which are not imported.
static const attr_t MINTOP_BOLD = A_BOLD;
static const attr_t MINTOP_DIM = A_DIM;
static const attr_t MINTOP_ITALIC = A_ITALIC;
static const attr_t MINTOP_UNDERLINE = A_UNDERLINE;
static const attr_t MINTOP_REVERSE = A_REVERSE;

// One cell in one call. The pair goes through setcchar's last argument, an int, because COLOR_PAIR() holds 8 bits
// and the short argument holds 15. In the last cell of the screen ERR is returned although the cell was written.
static inline int mintop_put_cell(
    WINDOW *window, int row, int column, uint32_t base, uint32_t mark1, uint32_t mark2, uint32_t mark3,
    uint32_t mark4, attr_t attributes, int pair) {
    // CCHARW_MAX is 5, and the text ends at the first zero.
    wchar_t text[6] = {(wchar_t)base, (wchar_t)mark1, (wchar_t)mark2, (wchar_t)mark3, (wchar_t)mark4, 0};
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) == ERR) return ERR;
    return mvwadd_wch(window, row, column, &cell);
}

// The facts of a database entry, read before a screen exists; false for a missing entry.
static inline bool mintop_terminfo_probe(const char *name, int *colors, bool *has_alternate_screen) {
    TERMINAL *before = cur_term;
    int status = 0;
    // setupterm would otherwise return the current one for a name it has loaded before.
    set_curterm(NULL);
    if (setupterm((char *)name, 1, &status) != OK) {
        set_curterm(before);
        return false;
    }
    *colors = tigetnum((char *)"colors");
    const char *enter = tigetstr((char *)"smcup");
    *has_alternate_screen = enter != NULL && enter != (const char *)-1;
    // A generic entry (gn) is not a terminal: newterm refuses it.
    bool usable = tigetflag((char *)"gn") != 1;
    del_curterm(cur_term);
    set_curterm(before);
    return usable;
}

// A string capability of the current terminal, NULL if missing: tigetstr returns -1 for an unknown name, and
// takes its name without const.
static inline const char *mintop_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}
static inline bool mintop_flag(const char *name) { return tigetflag((char *)name) == 1; }

// nl_langinfo's argument is an enum whose CODESET member is also a macro.
static inline const char *mintop_codeset(void) { return nl_langinfo(CODESET); }

#endif
