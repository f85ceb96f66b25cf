#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

bool mintop_terminal_is_attached(void) {
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool mintop_terminal_size(int fd, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return true;
}

bool mintop_terminal_is_foreground(int fd) {
    return tcgetpgrp(fd) == getpgrp();
}

bool mintop_terminal_is_gone(int fd) {
    return tcgetpgrp(fd) < 0;
}

bool mintop_terminal_write(int fd, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(fd, next, count);
        if (written >= 0) {
            next += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            // Somebody who shares the terminal made it non-blocking.
            struct pollfd wait = {.fd = fd, .events = POLLOUT};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

long mintop_terminal_read(int fd, void *bytes, size_t capacity) {
    for (;;) {
        ssize_t count = read(fd, bytes, capacity);
        if (count > 0) return count;
        if (count == 0) return -1;
        if (errno == EAGAIN) return 0;
        if (errno != EINTR) return -1;
    }
}

bool mintop_terminal_tune(int fd) {
    struct termios modes;
    if (tcgetattr(fd, &modes) != 0) return false;
    modes.c_iflag &= ~(tcflag_t)(IXON | ICRNL | INLCR | IGNCR | ISTRIP);
    modes.c_lflag &= ~(tcflag_t)IEXTEN;
    // Ctrl-\ is a key here; whoever wants to end the program with SIGQUIT still can.
    modes.c_cc[VQUIT] = _POSIX_VDISABLE;
    tcsetattr(fd, TCSANOW, &modes);
    return tcgetattr(fd, &modes) == 0 && (modes.c_iflag & ICRNL) == 0;
}

int mintop_wait(int wake, int input, int signals, int milliseconds) {
    struct pollfd descriptors[3] = {
        {.fd = wake, .events = POLLIN}, {.fd = input, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    // A negative descriptor is passed over by poll, and an interruption is also a byte in one of the pipes.
    int count;
    do {
        count = poll(descriptors, 3, milliseconds);
    } while (count < 0 && errno == EINTR && milliseconds < 0);
    if (count <= 0) return count < 0 ? MINTOP_READY_WAKE : 0;
    return (descriptors[0].revents != 0 ? MINTOP_READY_WAKE : 0) |
        (descriptors[1].revents != 0 ? MINTOP_READY_INPUT : 0) |
        (descriptors[2].revents != 0 ? MINTOP_READY_SIGNAL : 0);
}

bool mintop_pipe_open(int *read_end, int *write_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    *read_end = ends[0];
    *write_end = ends[1];
    return true;
}

void mintop_pipe_notify(int write_end) {
    // A full pipe is readable already, so a refused byte is no loss.
    ssize_t ignored = write(write_end, "x", 1);
    (void)ignored;
}

void mintop_pipe_drain(int read_end) {
    char bytes[256];
    while (read(read_end, bytes, sizeof bytes) > 0) {
    }
}

void mintop_descriptor_close(int fd) {
    if (fd >= 0) close(fd);
}
