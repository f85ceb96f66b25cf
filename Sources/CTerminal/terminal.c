#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <termios.h>
#include <unistd.h>

bool mintop_terminal_is_attached(void) {
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

enum { COLUMN_LIMIT = 2000, ROW_LIMIT = 1000 };

/// The kernel's number, else the variable's, at most the limit; 0 if unknown.
static int bounded(unsigned short known, const char *variable, long limit) {
    long value = known;
    if (value == 0) {
        const char *text = getenv(variable);
        value = text == NULL ? 0 : strtol(text, NULL, 10);
    }
    return (int)(value < 0 ? 0 : value > limit ? limit : value);
}

bool mintop_terminal_size(int fd, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0) return false;
    *columns = bounded(size.ws_col, "COLUMNS", COLUMN_LIMIT);
    *rows = bounded(size.ws_row, "LINES", ROW_LIMIT);
    return *columns > 0 && *rows > 0;
}

bool mintop_terminal_is_foreground(int fd) {
    pid_t group = tcgetpgrp(fd);
    // A terminal that does not control this process has no foreground for it.
    return group == getpgrp() || (group < 0 && errno == ENOTTY);
}

bool mintop_terminal_is_gone(int fd) {
    return tcgetpgrp(fd) < 0 && errno != ENOTTY;
}

void mintop_terminal_discard_input(int fd) {
    if (mintop_terminal_is_foreground(fd)) tcflush(fd, TCIFLUSH);
}

bool mintop_terminal_write(int fd, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(fd, next, count);
        if (written >= 0) {
            next += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            // Another program on the terminal made it non-blocking.
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
    // Ctrl-\ is a key here; SIGQUIT from elsewhere still ends the program.
    modes.c_cc[VQUIT] = _POSIX_VDISABLE;
    tcsetattr(fd, TCSANOW, &modes);
    return tcgetattr(fd, &modes) == 0 && (modes.c_iflag & ICRNL) == 0;
}

int mintop_wait(int wake, int input, int signals, int timer) {
    int all[] = {wake, input, signals, timer};
    int names[] = {MINTOP_READY_WAKE, MINTOP_READY_INPUT, MINTOP_READY_SIGNAL, MINTOP_READY_TIMER};
    enum { COUNT = sizeof all / sizeof all[0] };
    struct pollfd descriptors[COUNT];
    // poll ignores a negative descriptor.
    for (int index = 0; index < COUNT; index++) descriptors[index] = (struct pollfd){all[index], POLLIN, 0};
    int count;
    do {
        count = poll(descriptors, COUNT, -1);
        // An interruption also writes a byte to one of the pipes.
    } while (count < 0 && errno == EINTR);
    if (count < 0) return MINTOP_READY_WAKE;
    int ready = 0;
    for (int index = 0; index < COUNT; index++) {
        if (descriptors[index].revents != 0) ready |= names[index];
    }
    return ready;
}

int mintop_timer_open(void) {
    return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
}

void mintop_timer_set(int fd, int milliseconds) {
    struct itimerspec time = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000000L}};
    timerfd_settime(fd, 0, &time, NULL);
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
