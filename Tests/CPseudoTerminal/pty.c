#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CPseudoTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

int mintop_pty_spawn(
    const char *path, char *const arguments[], char *const environment[], int columns, int rows, pid_t *child) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    // A signal between fork and exec must not run a handler of this process in the child.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int fd;
    *child = forkpty(&fd, NULL, NULL, &size);
    if (*child == 0) {
        struct sigaction standard = {.sa_handler = SIG_DFL};
        for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
        sigset_t none;
        sigemptyset(&none);
        pthread_sigmask(SIG_SETMASK, &none, NULL);
        execve(path, arguments, environment);
        _exit(127);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (*child < 0) return -1;
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

long mintop_pty_read(int fd, void *bytes, size_t capacity, int milliseconds) {
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    int ready = poll(&wait, 1, milliseconds);
    if (ready == 0 || (ready < 0 && errno == EINTR)) return 0;
    if (ready < 0) return -1;
    ssize_t count = read(fd, bytes, capacity);
    if (count < 0 && errno == EINTR) return 0;
    return count > 0 ? count : -1;
}

bool mintop_pty_write(int fd, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(fd, next, count);
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) {
            next += written;
            count -= (size_t)written;
        }
    }
    return true;
}

bool mintop_pty_resize(int fd, int columns, int rows) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    return ioctl(fd, TIOCSWINSZ, &size) == 0;
}

size_t mintop_pty_modes(int fd, void *bytes, size_t capacity) {
    struct termios modes;
    memset(&modes, 0, sizeof modes);
    if (capacity < sizeof modes || tcgetattr(fd, &modes) != 0) return 0;
    memcpy(bytes, &modes, sizeof modes);
    return sizeof modes;
}

bool mintop_pty_wait(pid_t child, int milliseconds, int *status) {
    // The C library has no function for it yet.
    int handle = (int)syscall(SYS_pidfd_open, child, 0);
    if (handle < 0) return false;
    struct pollfd wait = {.fd = handle, .events = POLLIN};
    int ready = poll(&wait, 1, milliseconds);
    close(handle);
    int raw;
    if (ready <= 0 || waitpid(child, &raw, WNOHANG) != child) return false;
    *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
    return true;
}

void mintop_pty_close(int fd) {
    close(fd);
}

int64_t mintop_pty_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static locale_t utf8_locale;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_locale(void) {
    utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

int mintop_pty_width(uint32_t scalar) {
    pthread_once(&once, open_locale);
    if (utf8_locale == (locale_t)0) return 1;
    locale_t before = uselocale(utf8_locale);
    int width = wcwidth((wchar_t)scalar);
    uselocale(before);
    return width;
}
