#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct start {
    void (*body)(void *);
    void *context;
};

enum { SIGNAL_STACK_SIZE = 64 * 1024 };

// Without a stack of its own a handler cannot run after this thread's stack overflowed.
static void *add_signal_stack(void) {
    stack_t present;
    if (sigaltstack(NULL, &present) != 0 || (present.ss_flags & SS_DISABLE) == 0) return NULL;
    stack_t stack = {.ss_sp = malloc(SIGNAL_STACK_SIZE), .ss_size = SIGNAL_STACK_SIZE};
    if (stack.ss_sp == NULL) return NULL;
    if (sigaltstack(&stack, NULL) != 0) {
        free(stack.ss_sp);
        return NULL;
    }
    return stack.ss_sp;
}

static void *run(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    // Shown by ps and in backtraces; at most 15 bytes.
    pthread_setname_np(pthread_self(), "mintop-terminal");
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    void *signal_stack = add_signal_stack();
    start.body(start.context);
    if (signal_stack != NULL) {
        stack_t off = {.ss_flags = SS_DISABLE};
        sigaltstack(&off, NULL);
        free(signal_stack);
    }
    return NULL;
}

bool mintop_thread_start(void (*body)(void *), void *context) {
    struct start *start = malloc(sizeof *start);
    if (start == NULL) return false;
    *start = (struct start){body, context};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, start) != 0) {
        free(start);
        return false;
    }
    pthread_detach(thread);
    return true;
}

uint64_t mintop_thread_id(void) {
    return (uint64_t)pthread_self();
}
