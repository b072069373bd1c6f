// What Swift cannot import by itself: macros with casts in them, and globals, which Swift 6 takes for
// shared mutable state.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

extern int wcwidth(wchar_t character);

// From <term.h>, which defines far too many short macro names to be included.
extern int setupterm(const char *type, int descriptor, int *error);

static inline WINDOW *ncurses_window(void) { return stdscr; }
static inline WINDOW *ncurses_shown(void) { return curscr; }
static inline int ncurses_colors(void) { return COLORS; }
static inline int ncurses_color_pairs(void) { return COLOR_PAIRS; }
static inline int ncurses_lines(void) { return LINES; }
static inline int ncurses_columns(void) { return COLS; }

static const attr_t ncurses_bold = WA_BOLD;
static const attr_t ncurses_dim = WA_DIM;
static const attr_t ncurses_italic = WA_ITALIC;
static const attr_t ncurses_underline = WA_UNDERLINE;
static const attr_t ncurses_reverse = WA_REVERSE;

#endif
