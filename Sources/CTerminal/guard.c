#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { RESTORE_CAPACITY = 512, FREE_DESCRIPTOR = 10, BACKTRACE_SECONDS = 30 };

static struct sigaction before[NSIG];
static bool replaced[NSIG];
static struct termios saved_modes;
static char restore_bytes[RESTORE_CAPACITY];
static size_t restore_count;
// Our own descriptors: the terminal, the output for frames, and /dev/null.
static int terminal = -1;
static FILE *output;
static int nothing = -1;
static bool installed;
static bool has_exit_handler;
static _Atomic int armed;
static volatile sig_atomic_t has_faulted;
// The deadline for the end, or for the handling of a key, in seconds; 0 for none.
static _Atomic unsigned grace;
static _Atomic int end_status;
static _Atomic bool awaits_answer;

static bool is_fault(int number) {
    return number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGTRAP || number == SIGABRT ||
        number == SIGFPE || number == SIGSYS;
}

/// Whether the default action of the signal ends a process, and signals.c does not catch it.
static bool is_end(int number) {
    switch (number) {
    case SIGUSR1: case SIGUSR2: case SIGPIPE: case SIGALRM: case SIGSTKFLT: case SIGXCPU: case SIGXFSZ:
    case SIGVTALRM: case SIGPROF: case SIGIO: case SIGPWR:
        return true;
    default:
        return number >= SIGRTMIN && number <= SIGRTMAX;
    }
}

int mintop_guard_is_armed(void) {
    return atomic_load(&armed);
}

FILE *mintop_guard_output(void) {
    return output;
}

bool mintop_guard_write(const void *bytes, size_t count) {
    return output != NULL && mintop_terminal_write(fileno(output), bytes, count);
}

void mintop_guard_restore_now(void) {
    if (!atomic_exchange(&armed, 0)) return;
    // Other threads go on for a moment: their output is discarded.
    dup2(nothing, fileno(output));
    // In the background the terminal belongs to another program.
    if (mintop_terminal_is_foreground(terminal)) {
        mintop_terminal_write(terminal, restore_bytes, restore_count);
        tcsetattr(terminal, TCSANOW, &saved_modes);
    }
    mintop_stderr_restore_now();
}

static void on_fault(int number, siginfo_t *info, void *context) {
    int saved_errno = errno;
    has_faulted = true;
    mintop_guard_restore_now();
    // Swift's handler prints the backtrace of a crash, but not for a signal of another process.
    bool was_sent = info->si_code <= 0 && info->si_pid != getpid();
    if (!was_sent && (before[number].sa_flags & SA_SIGINFO) && before[number].sa_sigaction != NULL) {
        // Its prompt would wait for a key, which goes to the shell by now; Ctrl-C ends it.
        dup2(nothing, STDIN_FILENO);
        signal(SIGINT, SIG_DFL);
        signal(SIGTERM, SIG_DFL);
        // Without memory it waits forever.
        mintop_guard_forget_end();
        mintop_guard_end_within(BACKTRACE_SECONDS, 128 + number);
        before[number].sa_sigaction(number, info, context);
    }
    signal(number, SIG_DFL);
    errno = saved_errno;
    // Delivered when this handler returns.
    raise(number);
}

static void on_end(int number) {
    unsigned seconds = atomic_load(&grace);
    if (number == SIGALRM && seconds > 0) {
        // While another program has the terminal, the user works in it.
        if (installed && !atomic_load(&armed) && !has_faulted) {
            alarm(seconds);
            return;
        }
        mintop_guard_restore_now();
        _exit(atomic_load(&end_status));
    }
    mintop_guard_restore_now();
    signal(number, SIG_DFL);
    raise(number);
}

static void catch(int number) {
    sigaction(number, NULL, &before[number]);
    bool has_default = !(before[number].sa_flags & SA_SIGINFO) && before[number].sa_handler == SIG_DFL;
    struct sigaction action = {.sa_flags = SA_ONSTACK};
    if (is_fault(number)) {
        action.sa_sigaction = on_fault;
        action.sa_flags |= SA_SIGINFO;
    } else if (is_end(number) && has_default) {
        action.sa_handler = on_end;
        sigfillset(&action.sa_mask);
    } else {
        return;
    }
    replaced[number] = sigaction(number, &action, NULL) == 0;
}

static void close_descriptors(void) {
    if (output != NULL) fclose(output);
    output = NULL;
    mintop_descriptor_close(terminal);
    mintop_descriptor_close(nothing);
    terminal = nothing = -1;
}

bool mintop_guard_install(int input_fd, int output_fd) {
    if (installed || tcgetattr(input_fd, &saved_modes) != 0) return false;
    terminal = fcntl(input_fd, F_DUPFD_CLOEXEC, FREE_DESCRIPTOR);
    nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int copy = fcntl(output_fd, F_DUPFD_CLOEXEC, FREE_DESCRIPTOR);
    output = copy < 0 ? NULL : fdopen(copy, "w");
    if (output == NULL || terminal < 0 || nothing < 0) {
        if (output == NULL) mintop_descriptor_close(copy);
        close_descriptors();
        return false;
    }
    restore_count = 0;
    mintop_guard_forget_end();
    if (!has_exit_handler) has_exit_handler = atexit(mintop_guard_restore_now) == 0;
    for (int number = 1; number < NSIG; number++) catch(number);
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

void mintop_guard_end_within(unsigned seconds, int status) {
    unsigned none = 0;
    atomic_store(&awaits_answer, false);
    atomic_store(&end_status, status);
    if (atomic_compare_exchange_strong(&grace, &none, seconds)) alarm(seconds);
}

void mintop_guard_forget_end(void) {
    if (atomic_exchange(&grace, 0) > 0) alarm(0);
}

void mintop_guard_await_answer(unsigned seconds) {
    if (atomic_load(&grace) > 0) return;
    mintop_guard_end_within(seconds, 0);
    atomic_store(&awaits_answer, true);
}

void mintop_guard_answered(void) {
    if (atomic_exchange(&awaits_answer, false)) mintop_guard_forget_end();
}

void mintop_guard_remove(void) {
    mintop_guard_answered();
    atomic_store(&armed, 0);
    if (!installed) return;
    installed = false;
    for (int number = 1; number < NSIG; number++) {
        // The rest of the program has to end in time too.
        bool is_deadline = number == SIGALRM && atomic_load(&grace) > 0;
        if (replaced[number] && !is_deadline) sigaction(number, &before[number], NULL);
        replaced[number] = false;
    }
    close_descriptors();
}
