/// Gives the terminal back to the shell however the program ends.
///
/// Swift may not run in a signal handler, so this is C, and its handlers call nothing that POSIX does
/// not allow there. There is one terminal for a process, hence no handle.
#ifndef CTERMINALGUARD_H
#define CTERMINALGUARD_H

#include <stddef.h>

/// What signals have asked for, as bits.
enum {
  TERMINAL_GUARD_ENDED = 1,      ///< SIGTERM, SIGHUP or SIGINT
  TERMINAL_GUARD_RESIZED = 2,    ///< SIGWINCH
  TERMINAL_GUARD_CONTINUED = 4,  ///< SIGCONT
  TERMINAL_GUARD_STOPPED = 8,    ///< SIGTSTP
};

/// Remembers how the terminal is now and takes over the signals. Call it before anything changes it.
/// Returns 0, or -1 where the descriptor is not a terminal.
int terminal_guard_arm(int terminal);

/// Lets go of the terminal: its modes as they were, stderr and the signals' actions too.
void terminal_guard_disarm(void);

/// Says that the program's screen is up, and which bytes take it down. stderr, where it is the
/// terminal, is kept in memory from here on.
void terminal_guard_screen_up(const char *restore, size_t length);

/// Says that the program's screen has been taken down; what stderr got in the meantime is shown.
void terminal_guard_screen_down(void);

/// Says whether the terminal still owes an answer, which must not reach the shell as typed text.
void terminal_guard_expect_answer(int expected);

/// A descriptor that is readable after a signal or `terminal_guard_wake`; -1 if there is none.
int terminal_guard_wake_descriptor(void);

/// Makes the wake descriptor readable. From any thread and from signal handlers.
void terminal_guard_wake(void);

/// Takes what has been asked for since the last call.
int terminal_guard_take_events(void);

/// The signal that asked the program to end; 0 if none has.
int terminal_guard_ending_signal(void);

/// Starts the time within which an orderly end must be finished; after it the signal kills.
void terminal_guard_allow_seconds(unsigned seconds);

/// Lets SIGTSTP stop the whole process group, and returns when the program has been continued.
void terminal_guard_stop(void);

/// Ends the process by a signal's default action, so that the shell sees which one it was.
_Noreturn void terminal_guard_die(int signal);

#endif
