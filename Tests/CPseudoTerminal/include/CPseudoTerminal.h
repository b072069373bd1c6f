/// A program in a pseudo-terminal, under the terminal emulator libvterm.
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct pseudo_terminal pseudo_terminal;

typedef struct {
  uint32_t characters[6];  ///< ended by 0; all 0 in a cell that was never written
  int width;
  int foreground;  ///< -1 is the default, 0 to 255 the palette, with bit 24 set 24-bit RGB
  int background;
  int bold, italic, underline, reverse;
} pseudo_terminal_cell;

/// Starts a program as leader of a session of its own whose terminal this is. NULL on failure.
pseudo_terminal *pseudo_terminal_start(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns);
void pseudo_terminal_free(pseudo_terminal *);

pid_t pseudo_terminal_process(const pseudo_terminal *);
/// The master's side of the terminal.
int pseudo_terminal_descriptor(const pseudo_terminal *);

/// Reads at most `limit` bytes of output into the emulator and sends back what it answers, unless
/// `mute`. Waits at most `milliseconds`. Returns the bytes read; 0 after a time-out; -1 at the end.
int pseudo_terminal_read(pseudo_terminal *, int limit, int milliseconds, int mute);
/// Returns the bytes written.
int pseudo_terminal_write(pseudo_terminal *, const char *bytes, size_t count);
void pseudo_terminal_resize(pseudo_terminal *, int rows, int columns);

/// What the emulator sends for text pasted and for the mouse, according to the modes that the program
/// has asked for.
void pseudo_terminal_paste(pseudo_terminal *, const char *text);
void pseudo_terminal_mouse(pseudo_terminal *, int button, int row, int column);

pseudo_terminal_cell pseudo_terminal_cell_at(const pseudo_terminal *, int row, int column);
int pseudo_terminal_cursor_visible(const pseudo_terminal *);
int pseudo_terminal_alternate_screen(const pseudo_terminal *);
void pseudo_terminal_cursor(const pseudo_terminal *, int *row, int *column);

/// The modes that `stty -a` shows, as bytes to be compared.
int pseudo_terminal_modes(const pseudo_terminal *, unsigned char *bytes, size_t capacity);

#endif
