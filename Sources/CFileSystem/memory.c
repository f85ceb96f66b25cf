#define _GNU_SOURCE
#include "CFileSystem.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

int mintop_memory_file(const void *bytes, size_t count) {
    int fd = memfd_create("mintop", MFD_CLOEXEC);
    const char *next = bytes;
    while (fd >= 0 && count > 0) {
        ssize_t written = write(fd, next, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            close(fd);
            return -1;
        }
        next += written;
        count -= (size_t)written;
    }
    if (fd >= 0) lseek(fd, 0, SEEK_SET);
    return fd;
}
