#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CTerminal.h"
#include "internal.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

static _Atomic int original = -1;

void mintop_stderr_restore_now(void) {
    int fd = atomic_load(&original);
    if (fd >= 0) dup2(fd, STDERR_FILENO);
}

bool mintop_stderr_redirect(const char *path, int64_t *offset) {
    // Standard error redirected elsewhere cannot disturb the screen, and was redirected on purpose.
    if (atomic_load(&original) >= 0 || !isatty(STDERR_FILENO)) return false;
    int target = path == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
    if (target < 0) target = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
    if (target < 0 || saved < 0) {
        mintop_descriptor_close(target);
        mintop_descriptor_close(saved);
        return false;
    }
    struct stat status;
    *offset = fstat(target, &status) == 0 ? status.st_size : 0;
    dup2(target, STDERR_FILENO);
    close(target);
    atomic_store(&original, saved);
    return true;
}

void mintop_stderr_restore(void) {
    mintop_stderr_restore_now();
    int fd = atomic_exchange(&original, -1);
    mintop_descriptor_close(fd);
}

long mintop_file_tail(const char *path, int64_t offset, void *bytes, size_t capacity) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    struct stat status;
    long count = -1;
    if (fstat(fd, &status) == 0) {
        int64_t start = status.st_size - (int64_t)capacity;
        if (start < offset) start = offset;
        count = pread(fd, bytes, capacity, start);
    }
    close(fd);
    return count;
}
