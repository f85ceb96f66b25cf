// What a terminal program needs of the system and Swift cannot say: signal handlers, the way back from a crash, and calls
// that the Glibc module leaves out. Everything a handler runs here is async-signal-safe.
#ifndef MINTOP_CTERMINAL_H
#define MINTOP_CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Columns of a scalar by the C library's wcwidth in the C.UTF-8 locale: -1, 0, 1 or 2. Any thread, any process locale.
int mintop_utf8_width(uint32_t scalar);

// MARK: Terminal

/// Whether both standard input and standard output are terminals.
bool mintop_terminal_is_attached(void);
/// The window size the kernel knows; false where it knows none.
bool mintop_terminal_size(int fd, int *columns, int *rows);
/// Whether this process may draw: its group is the terminal's foreground group.
bool mintop_terminal_is_foreground(int fd);
/// Whether nobody is behind the terminal any more: it was hung up, and nothing of it can be asked.
bool mintop_terminal_is_gone(int fd);
/// Writes all of it, waiting while the terminal is slow; false when the terminal is gone.
bool mintop_terminal_write(int fd, const void *bytes, size_t count);
/// Reads what is there: the number of bytes, or -1 when the terminal is gone. Blocks if nothing is there.
long mintop_terminal_read(int fd, void *bytes, size_t capacity);
/// Makes Ctrl-S and Ctrl-Q keys, and tells Enter from Ctrl-J; returns whether the two can be told apart.
bool mintop_terminal_tune(int fd);

// MARK: Waiting

enum {
    MINTOP_READY_WAKE = 1,
    MINTOP_READY_INPUT = 2,
    MINTOP_READY_SIGNAL = 4,
};
/// Waits until one of the descriptors is readable (or closed); -1 leaves one out. 0 after the time is over, -1 milliseconds
/// for no limit.
int mintop_wait(int wake, int input, int signals, int milliseconds);
/// A pipe whose ends neither block nor survive an exec.
bool mintop_pipe_open(int *read_end, int *write_end);
void mintop_pipe_notify(int write_end);
void mintop_pipe_drain(int read_end);
void mintop_descriptor_close(int fd);

// MARK: Threads

/// Starts a detached thread, named mintop-terminal, with a signal stack of its own and no signal blocked.
bool mintop_thread_start(void (*body)(void *), void *context);
/// A number of the calling thread that no other living thread has.
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
/// Routes WINCH, INT, TERM, QUIT, HUP, TSTP and CONT into a pipe; returns its readable end, or -1. A signal the process was
/// started to ignore stays ignored. A second INT, TERM or QUIT restores the terminal and ends the process at once.
int mintop_signals_install(void);
/// The signals that arrived since the last call, each once, and empties the pipe.
uint32_t mintop_signals_take(void);

/// The request to end that came was obeyed in another way: the next one is a first one again.
void mintop_signals_forget_end(void);
/// Puts back what was installed before.
void mintop_signals_remove(void);
/// Stops the process as the terminal's stop key does, and returns after it was continued: true, or false at once where the
/// system does not stop it because no shell could continue it.
bool mintop_process_stop(void);

// MARK: The way back

/// Remembers the terminal's modes and catches fatal signals. Not armed yet.
bool mintop_guard_install(int fd);
/// The bytes that undo our modes, at most 512.
bool mintop_guard_set_restore(const void *bytes, size_t count);
/// While armed, a fatal signal, a second end signal or exit() restores the terminal first.
void mintop_guard_arm(bool armed);
/// Sets the remembered modes.
void mintop_guard_restore_modes(void);
/// Puts back the handlers of fatal signals; disarmed.
void mintop_guard_remove(void);

// MARK: Standard error

/// Sends standard error into a file (appended, created for its owner alone), or nowhere where that fails or path is NULL;
/// only if it is a terminal. Returns whether it did, and the file's length before.
bool mintop_stderr_redirect(const char *path, int64_t *offset);
/// Ends the redirection.
void mintop_stderr_restore(void);
/// Reads at most capacity bytes from the end of the file, and nothing before offset; the number of bytes, -1 if it cannot.
long mintop_file_tail(const char *path, int64_t offset, void *bytes, size_t capacity);

#endif
