#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

struct pseudo_terminal {
  pid_t process;
  int master;
  VTerm *emulator;
  VTermScreen *screen;
  int cursor_visible;
  int alternate_screen;
};

static int on_property(VTermProp property, VTermValue *value, void *user) {
  pseudo_terminal *terminal = user;
  if (property == VTERM_PROP_CURSORVISIBLE) terminal->cursor_visible = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) terminal->alternate_screen = value->boolean;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void send_answers(pseudo_terminal *terminal) {
  char buffer[1024];
  size_t count;
  while ((count = vterm_output_read(terminal->emulator, buffer, sizeof buffer)) > 0) {
    pseudo_terminal_write(terminal, buffer, count);
  }
}

// No code of Swift's may run between the fork and the exec.
static void become(const char *path, char *const arguments[], char *const environment[]) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  for (int descriptor = 3; descriptor < 1024; descriptor++) close(descriptor);
  execve(path, arguments, environment);
  _exit(127);
}

pseudo_terminal *pseudo_terminal_start(
    const char *path, char *const arguments[], char *const environment[], int rows, int columns) {
  pseudo_terminal *terminal = calloc(1, sizeof *terminal);
  if (!terminal) return NULL;
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  terminal->process = forkpty(&terminal->master, NULL, NULL, &size);
  if (terminal->process == 0) become(path, arguments, environment);
  if (terminal->process < 0) {
    free(terminal);
    return NULL;
  }
  terminal->cursor_visible = 1;
  terminal->emulator = vterm_new(rows, columns);
  vterm_set_utf8(terminal->emulator, 1);
  terminal->screen = vterm_obtain_screen(terminal->emulator);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}

void pseudo_terminal_free(pseudo_terminal *terminal) {
  close(terminal->master);
  vterm_free(terminal->emulator);
  free(terminal);
}

pid_t pseudo_terminal_process(const pseudo_terminal *terminal) {
  return terminal->process;
}

int pseudo_terminal_descriptor(const pseudo_terminal *terminal) {
  return terminal->master;
}

int pseudo_terminal_read(pseudo_terminal *terminal, int limit, int milliseconds, int mute) {
  struct pollfd readable = {.fd = terminal->master, .events = POLLIN};
  if (poll(&readable, 1, milliseconds) <= 0) return 0;
  char buffer[16384];
  size_t capacity = limit < (int)sizeof buffer ? (size_t)limit : sizeof buffer;
  ssize_t count = read(terminal->master, buffer, capacity);
  if (count < 0 && errno == EINTR) return 0;
  if (count <= 0) return -1;
  vterm_input_write(terminal->emulator, buffer, (size_t)count);
  if (mute) {
    char ignored[1024];
    while (vterm_output_read(terminal->emulator, ignored, sizeof ignored) > 0) {}
  } else {
    send_answers(terminal);
  }
  return (int)count;
}

int pseudo_terminal_write(pseudo_terminal *terminal, const char *bytes, size_t count) {
  return (int)write(terminal->master, bytes, count);
}

void pseudo_terminal_resize(pseudo_terminal *terminal, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  vterm_set_size(terminal->emulator, rows, columns);
  ioctl(terminal->master, TIOCSWINSZ, &size);
}

void pseudo_terminal_paste(pseudo_terminal *terminal, const char *text) {
  vterm_keyboard_start_paste(terminal->emulator);
  send_answers(terminal);
  pseudo_terminal_write(terminal, text, strlen(text));
  vterm_keyboard_end_paste(terminal->emulator);
  send_answers(terminal);
}

void pseudo_terminal_mouse(pseudo_terminal *terminal, int button, int row, int column) {
  vterm_mouse_move(terminal->emulator, row, column, VTERM_MOD_NONE);
  vterm_mouse_button(terminal->emulator, button, true, VTERM_MOD_NONE);
  vterm_mouse_button(terminal->emulator, button, false, VTERM_MOD_NONE);
  send_answers(terminal);
}

static int color_number(VTermColor color, int is_default) {
  if (is_default) return -1;
  if (VTERM_COLOR_IS_INDEXED(&color)) return color.indexed.idx;
  return 1 << 24 | color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue;
}

pseudo_terminal_cell pseudo_terminal_cell_at(const pseudo_terminal *terminal, int row, int column) {
  VTermScreenCell cell;
  pseudo_terminal_cell result = {.foreground = -1, .background = -1};
  if (!vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell)) {
    return result;
  }
  memcpy(result.characters, cell.chars, sizeof result.characters);
  result.width = cell.width;
  result.foreground = color_number(cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  result.background = color_number(cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  result.bold = cell.attrs.bold;
  result.italic = cell.attrs.italic;
  result.underline = cell.attrs.underline;
  result.reverse = cell.attrs.reverse;
  return result;
}

int pseudo_terminal_cursor_visible(const pseudo_terminal *terminal) {
  return terminal->cursor_visible;
}

int pseudo_terminal_alternate_screen(const pseudo_terminal *terminal) {
  return terminal->alternate_screen;
}

void pseudo_terminal_cursor(const pseudo_terminal *terminal, int *row, int *column) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal->emulator), &place);
  *row = place.row;
  *column = place.col;
}

int pseudo_terminal_modes(const pseudo_terminal *terminal, unsigned char *bytes, size_t capacity) {
  struct termios modes;
  memset(&modes, 0, sizeof modes);
  if (tcgetattr(terminal->master, &modes) != 0 || capacity < sizeof modes) return -1;
  memcpy(bytes, &modes, sizeof modes);
  return (int)sizeof modes;
}
