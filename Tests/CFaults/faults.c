#define _GNU_SOURCE
#include "CFaults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const int mintop_faults = 1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_active(const char *fault) {
    const char *folder = getenv("MINTOP_FAULTS");
    if (!folder) return 0;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, fault);
    int before = errno;
    int found = access(path, F_OK) == 0;
    errno = before;
    return found;
}

static int strikes(int fd, const char *fault, const char *part) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, part) && is_active(fault);
}

static int locked(int fd, int command, void *argument) {
    int is_open_file = command == F_OFD_SETLK || command == F_OFD_GETLK;
    int is_lock = is_open_file || command == F_SETLK || command == F_GETLK;
    if (is_lock && strikes(fd, "slow-locks", ".sqlite")) sleep(60);
    if (is_lock && strikes(fd, "no-locks", ".sqlite")) {
        errno = ENOLCK;
        return -1;
    }
    if (is_open_file && strikes(fd, "no-open-file-locks", ".sqlite")) {
        errno = EINVAL;
        return -1;
    }
    return REAL(fcntl)(fd, command, argument);
}

int fcntl(int fd, int command, ...) {
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    return locked(fd, command, argument);
}

int fcntl64(int fd, int command, ...) {
    va_list list;
    va_start(list, command);
    void *argument = va_arg(list, void *);
    va_end(list);
    return locked(fd, command, argument);
}

ssize_t pread64(int fd, void *buffer, size_t count, off64_t offset) {
    if (strikes(fd, "read-error", ".sqlite")) {
        errno = EIO;
        return -1;
    }
    return REAL(pread64)(fd, buffer, count, offset);
}

ssize_t pread(int fd, void *buffer, size_t count, off_t offset) {
    return pread64(fd, buffer, count, offset);
}

ssize_t pwrite64(int fd, const void *buffer, size_t count, off64_t offset) {
    if (strikes(fd, "disk-full", ".sqlite")) {
        errno = ENOSPC;
        return -1;
    }
    return REAL(pwrite64)(fd, buffer, count, offset);
}

ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset) {
    return pwrite64(fd, buffer, count, offset);
}

void *mmap64(void *address, size_t length, int protection, int flags, int fd, off64_t offset) {
    if (fd >= 0 && strikes(fd, "no-shared-memory", ".sqlite-shm")) {
        errno = ENODEV;
        return MAP_FAILED;
    }
    return REAL(mmap64)(address, length, protection, flags, fd, offset);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset) {
    return mmap64(address, length, protection, flags, fd, offset);
}

int fchmod(int fd, mode_t mode) {
    if (!is_active("no-modes")) return REAL(fchmod)(fd, mode);
    errno = EPERM;
    return -1;
}

int chmod(const char *path, mode_t mode) {
    if (!is_active("no-modes")) return REAL(chmod)(path, mode);
    errno = EPERM;
    return -1;
}

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
    if (!is_active("no-modes")) return REAL(fchmodat)(folder, path, mode, flags);
    errno = EPERM;
    return -1;
}
