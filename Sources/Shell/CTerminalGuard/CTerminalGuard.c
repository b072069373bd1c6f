#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

enum {
  RESTORE_CAPACITY = 512,
  ALTERNATE_STACK = 64 * 1024,
  KEPT_ERRORS = 64 * 1024,  // the tail of stderr that is shown after the screen is down
  SECONDS_TO_NOTICE = 1,
};

static const int fatal_signals[] = {SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT};
static const int ending_signals[] = {SIGTERM, SIGHUP, SIGINT};
static const int noted_signals[] = {SIGWINCH, SIGCONT, SIGTSTP};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int terminal = -1;
static int wake_descriptor = -1;
static struct termios saved_modes;
static struct sigaction saved_actions[NSIG];
static char alternate_stack[ALTERNATE_STACK];

static char restore_bytes[RESTORE_CAPACITY];
static size_t restore_length;
static int kept_errors = -1;   // memory that stderr goes to
static int saved_stderr = -1;  // where it went before

static atomic_int armed;
static atomic_int screen_is_up;
static atomic_int answer_expected;
static atomic_int events;
static atomic_int ending_signal;

// MARK: Writing without ever waiting for long

static int can_write_within(int descriptor, int milliseconds) {
  struct pollfd writable = {.fd = descriptor, .events = POLLOUT};
  return poll(&writable, 1, milliseconds) > 0 && (writable.revents & POLLOUT);
}

// A stopped or slow terminal has half a second; then what is queued before us is thrown away, once.
static void write_patiently(int descriptor, const char *bytes, size_t length) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
  int may_flush = 1;
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written > 0) {
      bytes += written;
      length -= (size_t)written;
    } else if (written < 0 && errno == EINTR) {
      continue;
    } else if (written < 0 && errno == EAGAIN) {
      if (can_write_within(descriptor, 500)) continue;
      if (!may_flush || tcflush(descriptor, TCOFLUSH) != 0) break;
      may_flush = 0;
    } else {
      break;
    }
  }
  // The shell shares this description where the terminal was not opened by us.
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags);
}

// MARK: stderr

static void keep_errors(void) {
  if (kept_errors >= 0 || !isatty(STDERR_FILENO)) return;
  int memory = memfd_create("stderr", MFD_CLOEXEC);
  if (memory < 0) return;
  int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (saved < 0 || dup2(memory, STDERR_FILENO) < 0) {
    if (saved >= 0) close(saved);
    close(memory);
    return;
  }
  saved_stderr = saved;
  kept_errors = memory;
}

static void show_kept_errors(void) {
  if (kept_errors < 0) return;
  dup2(saved_stderr, STDERR_FILENO);
  off_t end = lseek(kept_errors, 0, SEEK_END);
  off_t offset = end > KEPT_ERRORS ? end - KEPT_ERRORS : 0;
  char buffer[1024];
  ssize_t count;
  while ((count = pread(kept_errors, buffer, sizeof buffer, offset)) > 0) {
    write_patiently(saved_stderr, buffer, (size_t)count);
    offset += count;
  }
  close(kept_errors);
  close(saved_stderr);
  kept_errors = saved_stderr = -1;
}

// MARK: Restoring

// An answer that comes too late would be typed into the shell. Of a terminal that has not read the
// question by now, the question is taken back, together with the picture around it. Where no answer is
// due, what has been typed ahead is left to the shell.
static void settle_answers(void) {
  if (!atomic_exchange(&answer_expected, 0)) return;
  struct pollfd readable = {.fd = terminal, .events = POLLIN};
  tcflush(terminal, poll(&readable, 1, 100) > 0 ? TCIFLUSH : TCOFLUSH);
}

// A program in the background must leave the modes alone: they are the shell's by now.
static void restore_modes(void) {
  if (tcgetpgrp(terminal) != getpgrp()) return;
  tcsetattr(terminal, TCSANOW, &saved_modes);
}

static void restore(void) {
  if (!atomic_load(&armed)) return;
  if (atomic_exchange(&screen_is_up, 0)) {
    settle_answers();
    write_patiently(terminal, restore_bytes, restore_length);
  }
  restore_modes();
  show_kept_errors();
}

// MARK: Handlers

static void set_default_action(int number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

// The signal is blocked while its handler runs, so raising it kills as soon as that returns; for a
// fault, the instruction then fails again with nobody to catch it.
static void restore_and_die(int number) {
  static atomic_int begun;
  if (atomic_exchange(&begun, 1)) {
    poll(NULL, 0, 2000);  // another thread is at it: let it finish
  } else {
    restore();
  }
  set_default_action(number);
  raise(number);
}

static void on_fatal(int number) {
  restore_and_die(number);
}

static void on_ending(int number) {
  int saved_errno = errno;
  int none = 0;
  if (atomic_compare_exchange_strong(&ending_signal, &none, number)) {
    atomic_fetch_or(&events, TERMINAL_GUARD_ENDED);
    alarm(SECONDS_TO_NOTICE);
    terminal_guard_wake();
  } else {
    restore_and_die(number);
  }
  errno = saved_errno;
}

// Nobody has noticed the ending signal: the program is stuck, perhaps writing to a stopped terminal.
static void on_alarm(int number) {
  (void)number;
  int ending = atomic_load(&ending_signal);
  if (ending != 0) restore_and_die(ending);
}

static void on_noted(int number) {
  int saved_errno = errno;
  int bit = number == SIGWINCH  ? TERMINAL_GUARD_RESIZED
            : number == SIGCONT ? TERMINAL_GUARD_CONTINUED
                                : TERMINAL_GUARD_STOPPED;
  atomic_fetch_or(&events, bit);
  terminal_guard_wake();
  errno = saved_errno;
}

// A handler runs with every signal blocked: nothing interrupts a restoration, and a fault within one
// kills at once.
static void install(int number, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | flags};
  sigfillset(&action.sa_mask);
  sigaction(number, &action, &saved_actions[number]);
}

static void install_all(void) {
  for (size_t i = 0; i < COUNT(fatal_signals); i++) install(fatal_signals[i], on_fatal, 0);
  for (size_t i = 0; i < COUNT(ending_signals); i++) {
    install(ending_signals[i], on_ending, SA_RESTART);
  }
  for (size_t i = 0; i < COUNT(noted_signals); i++) install(noted_signals[i], on_noted, SA_RESTART);
  install(SIGALRM, on_alarm, SA_RESTART);
}

static void uninstall(const int *numbers, size_t count) {
  for (size_t i = 0; i < count; i++) sigaction(numbers[i], &saved_actions[numbers[i]], NULL);
}

// MARK: Interface

int terminal_guard_arm(int descriptor) {
  if (tcgetattr(descriptor, &saved_modes) != 0) return -1;
  if (wake_descriptor < 0) {
    // Never closed: another thread may wake a loop that has just ended.
    wake_descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wake_descriptor < 0) return -1;
    atexit(restore);
  }
  terminal = descriptor;
  restore_length = 0;
  atomic_store(&screen_is_up, 0);
  atomic_store(&answer_expected, 0);
  atomic_store(&events, 0);
  atomic_store(&ending_signal, 0);

  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&stack, NULL);
  install_all();
  atomic_store(&armed, 1);
  return 0;
}

void terminal_guard_disarm(void) {
  if (!atomic_load(&armed)) return;
  restore();
  atomic_store(&armed, 0);
  alarm(0);
  int last = SIGALRM;
  uninstall(fatal_signals, COUNT(fatal_signals));
  uninstall(ending_signals, COUNT(ending_signals));
  uninstall(noted_signals, COUNT(noted_signals));
  uninstall(&last, 1);
  terminal = -1;
}

void terminal_guard_screen_up(const char *bytes, size_t length) {
  if (length > RESTORE_CAPACITY) length = RESTORE_CAPACITY;
  memcpy(restore_bytes, bytes, length);
  restore_length = length;
  keep_errors();
  atomic_store(&screen_is_up, 1);
}

void terminal_guard_screen_down(void) {
  atomic_store(&screen_is_up, 0);
  atomic_store(&answer_expected, 0);
  show_kept_errors();
}

void terminal_guard_expect_answer(int expected) {
  atomic_store(&answer_expected, expected);
}

int terminal_guard_wake_descriptor(void) {
  return wake_descriptor;
}

void terminal_guard_wake(void) {
  uint64_t one = 1;
  ssize_t ignored = write(wake_descriptor, &one, sizeof one);
  (void)ignored;  // fails only when the descriptor is readable already
}

int terminal_guard_take_events(void) {
  return atomic_exchange(&events, 0);
}

int terminal_guard_ending_signal(void) {
  return atomic_load(&ending_signal);
}

void terminal_guard_allow_seconds(unsigned seconds) {
  alarm(seconds);
}

void terminal_guard_stop(void) {
  struct sigaction noted;
  struct sigaction stop = {.sa_handler = SIG_DFL};
  sigemptyset(&stop.sa_mask);
  sigaction(SIGTSTP, &stop, &noted);
  kill(0, SIGTSTP);  // the group: whatever started us, `make` for one, stops with us
  sigaction(SIGTSTP, &noted, NULL);
  atomic_fetch_and(&events, ~(TERMINAL_GUARD_CONTINUED | TERMINAL_GUARD_STOPPED));
}

_Noreturn void terminal_guard_die(int number) {
  fflush(NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  set_default_action(number);
  raise(number);
  sigprocmask(SIG_UNBLOCK, &only, NULL);
  _exit(128 + number);
}
