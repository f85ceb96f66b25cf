// A child process on a pseudo-terminal, with queries for tests.
#ifndef MINTOP_CPSEUDOTERMINAL_H
#define MINTOP_CPSEUDOTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Starts a program in a new session on a new terminal; arguments and environment end in NULL. All signals have their
/// default action and none is blocked. Returns the terminal's descriptor, or -1.
int mintop_pty_spawn(
    const char *path, char *const arguments[], char *const environment[], int columns, int rows, pid_t *child);
/// Waits for bytes: their number, 0 on a timeout, -1 when no process has the terminal open.
long mintop_pty_read(int fd, void *bytes, size_t capacity, int milliseconds);
bool mintop_pty_write(int fd, const void *bytes, size_t count);
bool mintop_pty_resize(int fd, int columns, int rows);
/// The terminal's modes as bytes to compare; the number of them, 0 if there is no terminal.
size_t mintop_pty_modes(int fd, void *bytes, size_t capacity);
/// Waits for the child: true when it ended, and then its exit code, or minus the signal that killed it.
bool mintop_pty_wait(pid_t child, int milliseconds, int *status);
void mintop_pty_close(int fd);
/// A clock that never goes back.
int64_t mintop_pty_milliseconds(void);
/// Columns of a scalar in the C.UTF-8 locale.
int mintop_pty_width(uint32_t scalar);

#endif
