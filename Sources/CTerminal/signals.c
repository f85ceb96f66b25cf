#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include "internal.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static const struct {
    int number;
    uint32_t bit;
    // Whether a disposition of "ignore" that was inherited is kept: nohup and shells without job control set it on purpose.
    bool keeps_ignored;
} table[] = {
    {SIGWINCH, MINTOP_SIGNAL_RESIZE, false},   {SIGINT, MINTOP_SIGNAL_INTERRUPT, true},
    {SIGTERM, MINTOP_SIGNAL_TERMINATE, false}, {SIGQUIT, MINTOP_SIGNAL_TERMINATE, true},
    {SIGHUP, MINTOP_SIGNAL_HANG_UP, true},     {SIGTSTP, MINTOP_SIGNAL_STOP, true},
    {SIGCONT, MINTOP_SIGNAL_CONTINUE, false},
};
enum { SIGNAL_COUNT = sizeof table / sizeof table[0] };

static struct sigaction before[SIGNAL_COUNT];
static bool replaced[SIGNAL_COUNT];
static bool installed;
static int read_end = -1;
static _Atomic int write_end = -1;
static _Atomic uint32_t pending;
static _Atomic int end_requests;

static uint32_t bit_of(int number) {
    for (int index = 0; index < SIGNAL_COUNT; index++) {
        if (table[index].number == number) return table[index].bit;
    }
    return 0;
}

static void on_signal(int number) {
    int saved_errno = errno;
    bool is_key = number == SIGINT || number == SIGQUIT;
    // While another program has the terminal, its Ctrl-C reaches us too.
    if (!(is_key && !mintop_guard_is_armed())) {
        if (is_key || number == SIGTERM) {
            if (atomic_fetch_add(&end_requests, 1) > 0) {
                mintop_guard_restore_now();
                _exit(128 + number);
            }
        }
        if (is_key || number == SIGTERM || number == SIGHUP) mintop_guard_end_within(MINTOP_END_SECONDS, 128 + number);
        atomic_fetch_or(&pending, bit_of(number));
        int end = atomic_load(&write_end);
        if (end >= 0) mintop_pipe_notify(end);
    }
    errno = saved_errno;
}

static void install(int index) {
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigfillset(&action.sa_mask);
    sigaction(table[index].number, &action, NULL);
}

int mintop_signals_install(void) {
    if (installed) return -1;
    int end;
    if (!mintop_pipe_open(&read_end, &end)) return -1;
    atomic_store(&write_end, end);
    atomic_store(&pending, 0);
    atomic_store(&end_requests, 0);
    for (int index = 0; index < SIGNAL_COUNT; index++) {
        sigaction(table[index].number, NULL, &before[index]);
        replaced[index] = !(table[index].keeps_ignored && before[index].sa_handler == SIG_IGN);
        if (replaced[index]) install(index);
    }
    installed = true;
    return read_end;
}

void mintop_signals_forget_end(void) {
    atomic_store(&end_requests, 0);
    mintop_guard_forget_end();
}

uint32_t mintop_signals_take(void) {
    if (read_end >= 0) mintop_pipe_drain(read_end);
    return atomic_exchange(&pending, 0);
}

void mintop_signals_remove(void) {
    if (!installed) return;
    for (int index = 0; index < SIGNAL_COUNT; index++) {
        if (replaced[index]) sigaction(table[index].number, &before[index], NULL);
    }
    installed = false;
    int end = atomic_exchange(&write_end, -1);
    close(end);
    close(read_end);
    read_end = -1;
}

// Whether SIGCONT came. Its handler may run on another thread a little after this one goes on.
static bool was_continued(void) {
    for (;;) {
        if (atomic_fetch_and(&pending, ~(uint32_t)MINTOP_SIGNAL_CONTINUE) & MINTOP_SIGNAL_CONTINUE) return true;
        struct pollfd wait = {.fd = read_end, .events = POLLIN};
        if (poll(&wait, 1, 100) <= 0) {
            return (atomic_fetch_and(&pending, ~(uint32_t)MINTOP_SIGNAL_CONTINUE) & MINTOP_SIGNAL_CONTINUE) != 0;
        }
        mintop_pipe_drain(read_end);
    }
}

bool mintop_process_stop(void) {
    atomic_fetch_and(&pending, ~(uint32_t)(MINTOP_SIGNAL_CONTINUE | MINTOP_SIGNAL_STOP));
    struct sigaction standard = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    sigaction(SIGTSTP, &standard, &ours);
    // SIGTSTP and not SIGSTOP: without a shell to continue us the system leaves us running. And to this thread, because
    // to the process it might stop us only after this one has gone on.
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    bool continued = was_continued();
    // The drained bytes may have been those of other signals.
    if (atomic_load(&pending) != 0) mintop_pipe_notify(atomic_load(&write_end));
    return continued;
}
