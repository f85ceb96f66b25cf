#define _GNU_SOURCE
#include "CFileSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int mintop_rename_to_free_name(int from_directory, const char *from, int to_directory, const char *to) {
    if (renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return -1;
    }
    if (linkat(from_directory, from, to_directory, to, 0) != 0) {
        return -1;
    }
    // The new name exists; a remaining old one is harmless.
    unlinkat(from_directory, from, 0);
    return 0;
}
