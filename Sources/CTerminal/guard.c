#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include "internal.h"
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum { FATAL_COUNT = sizeof fatal / sizeof fatal[0], RESTORE_CAPACITY = 512 };

static struct sigaction before[FATAL_COUNT];
static struct termios saved_modes;
static char restore_bytes[RESTORE_CAPACITY];
static size_t restore_count;
static int terminal = -1;
static bool installed;
static bool has_exit_handler;
static _Atomic int armed;

int mintop_guard_is_armed(void) {
    return atomic_load(&armed);
}

void mintop_guard_restore_now(void) {
    if (!atomic_exchange(&armed, 0)) return;
    // In the background the terminal belongs to somebody else by now.
    if (mintop_terminal_is_foreground(terminal)) {
        mintop_terminal_write(terminal, restore_bytes, restore_count);
        tcsetattr(terminal, TCSANOW, &saved_modes);
    }
    mintop_stderr_restore_now();
}

static void on_fatal(int number, siginfo_t *info, void *context) {
    (void)context;
    int saved_errno = errno;
    mintop_guard_restore_now();
    // The handler from before goes on: Swift's own prints the backtrace.
    for (int index = 0; index < FATAL_COUNT; index++) {
        if (fatal[index] == number) sigaction(number, &before[index], NULL);
    }
    bool runs_again = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
    // A fault happens again when the instruction is retried, with its true place. A signal that was sent, and a trap,
    // would not; it is blocked until this handler returns.
    if (!(runs_again && info->si_code > 0)) raise(number);
    errno = saved_errno;
}

bool mintop_guard_install(int fd) {
    if (installed || tcgetattr(fd, &saved_modes) != 0) return false;
    restore_count = 0;
    terminal = fd;
    if (!has_exit_handler) has_exit_handler = atexit(mintop_guard_restore_now) == 0;
    struct sigaction action = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < FATAL_COUNT; index++) sigaction(fatal[index], &action, &before[index]);
    installed = true;
    return true;
}

bool mintop_guard_set_restore(const void *bytes, size_t count) {
    if (count > RESTORE_CAPACITY) return false;
    memcpy(restore_bytes, bytes, count);
    restore_count = count;
    return true;
}

void mintop_guard_arm(bool is_armed) {
    atomic_store(&armed, is_armed);
}

void mintop_guard_restore_modes(void) {
    if (installed) tcsetattr(terminal, TCSADRAIN, &saved_modes);
}

void mintop_guard_remove(void) {
    atomic_store(&armed, 0);
    if (!installed) return;
    for (int index = 0; index < FATAL_COUNT; index++) sigaction(fatal[index], &before[index], NULL);
    installed = false;
}
