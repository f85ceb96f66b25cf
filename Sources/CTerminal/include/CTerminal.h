// System calls of a terminal program that Swift lacks: signal handlers, recovery from a crash, and calls missing in the
// Glibc module. All code in handlers is async-signal-safe.
#ifndef MINTOP_CTERMINAL_H
#define MINTOP_CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/// The columns of a scalar by wcwidth in the C.UTF-8 locale: -1, 0, 1 or 2. Any thread, any process locale.
int mintop_utf8_width(uint32_t scalar);

// MARK: Terminal

/// Whether both standard input and standard output are terminals.
bool mintop_terminal_is_attached(void);
/// The kernel's window size, else `COLUMNS` and `LINES`, at most 2,000 columns and 1,000 rows: ncurses counts in 16 bits,
/// and a canvas of 65,535 columns takes gigabytes. False if unknown.
bool mintop_terminal_size(int fd, int *columns, int *rows);
/// Whether this process may draw: its group is the terminal's foreground group, or the terminal is not its controlling one.
bool mintop_terminal_is_foreground(int fd);
/// Whether the terminal was hung up and answers no more calls.
bool mintop_terminal_is_gone(int fd);
/// Writes all bytes, waiting for a slow terminal; false when the terminal is gone.
bool mintop_terminal_write(int fd, const void *bytes, size_t count);
/// Reads the available bytes: their number, or -1 when the terminal is gone. Blocks if there are none.
long mintop_terminal_read(int fd, void *bytes, size_t capacity);
/// Drops the bytes that arrived and were not read. Does nothing in the background.
void mintop_terminal_discard_input(int fd);
/// Makes Ctrl-S and Ctrl-Q keys, and separates Enter from Ctrl-J; returns whether these two differ.
bool mintop_terminal_tune(int fd);

// MARK: Waiting

enum {
    MINTOP_READY_WAKE = 1,
    MINTOP_READY_INPUT = 2,
    MINTOP_READY_SIGNAL = 4,
    MINTOP_READY_TIMER = 8,
};
/// Waits until one of the descriptors is readable (or closed); -1 leaves one out.
int mintop_wait(int wake, int input, int signals, int timer);
/// A timer for `mintop_wait`, or -1; readable when its time is over.
int mintop_timer_open(void);
/// Restarts the timer; 0 stops it.
void mintop_timer_set(int fd, int milliseconds);
/// A pipe whose ends neither block nor survive an exec.
bool mintop_pipe_open(int *read_end, int *write_end);
void mintop_pipe_notify(int write_end);
void mintop_pipe_drain(int read_end);
void mintop_descriptor_close(int fd);

// MARK: Threads

/// Starts a detached thread, named mintop-terminal, with its own signal stack and no blocked signals.
bool mintop_thread_start(void (*body)(void *), void *context);
/// An id of the calling thread, unique among living threads.
uint64_t mintop_thread_id(void);

// MARK: Signals

enum {
    MINTOP_SIGNAL_RESIZE = 1,
    MINTOP_SIGNAL_INTERRUPT = 2,
    MINTOP_SIGNAL_TERMINATE = 4,
    MINTOP_SIGNAL_HANG_UP = 8,
    MINTOP_SIGNAL_STOP = 16,
    MINTOP_SIGNAL_CONTINUE = 32,
};
/// Routes WINCH, INT, TERM, QUIT, HUP, TSTP and CONT into a pipe; returns its readable end, or -1. Inherited ignored signals
/// stay ignored. A second INT, TERM or QUIT restores the terminal and ends the process at once; the first one, or HUP, ends
/// it after 5 s if nothing else does.
int mintop_signals_install(void);
/// Returns the signals since the last call, each once, and empties the pipe.
uint32_t mintop_signals_take(void);

/// Records that a request to end was handled without ending: the next one is a first one again.
void mintop_signals_forget_end(void);
/// Restores the previous handlers.
void mintop_signals_remove(void);
/// Stops the process like the terminal's stop key, and returns true after it was continued; false at once if the system does
/// not stop it because no shell could continue it.
bool mintop_process_stop(void);

// MARK: Recovery

/// The seconds from a request to end, such as SIGTERM, until the process is ended forcibly.
enum { MINTOP_END_SECONDS = 5 };

/// Saves the terminal's modes and catches each signal that would end the process, unless it is ignored. Not armed yet.
bool mintop_guard_install(int input_fd, int output_fd);
/// The output for frames, closed by `mintop_guard_remove`. Discards everything after the guard restored the terminal.
FILE *mintop_guard_output(void);
/// Writes all bytes to that output, waiting for a slow terminal; false when the terminal is gone.
bool mintop_guard_write(const void *bytes, size_t count);
/// The bytes that undo our modes, at most 512.
bool mintop_guard_set_restore(const void *bytes, size_t count);
/// While armed, a signal that ends the process, or exit(), restores the terminal first.
void mintop_guard_arm(bool armed);
/// Sets the saved modes.
void mintop_guard_restore_modes(void);
/// Restores the terminal and ends the process with that status after that many seconds: the rest of the program may wait
/// forever for memory or a thread. The time restarts while another program has the terminal. An earlier deadline stays.
void mintop_guard_end_within(unsigned seconds, int status);
/// Does the same with status 0, unless `mintop_guard_answered` is called or a deadline is set already.
void mintop_guard_await_answer(unsigned seconds);
void mintop_guard_answered(void);
/// Disarms and restores the previous handlers. A deadline for the end stays.
void mintop_guard_remove(void);

// MARK: Standard error

/// Redirects standard error, if it is a terminal, to a file (appended, private to its owner), or to nowhere if that fails or
/// path is NULL. Returns whether it did, and the file's previous length.
bool mintop_stderr_redirect(const char *path, int64_t *offset);
/// Ends the redirection.
void mintop_stderr_restore(void);
/// Reads at most capacity bytes from the end of the file, none before offset; returns their number, -1 on failure.
long mintop_file_tail(const char *path, int64_t offset, void *bytes, size_t capacity);

#endif
