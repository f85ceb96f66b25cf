#include "CFileSystem.h"

#include <sys/vfs.h>

int mintop_file_system(const char *path, uint32_t *type, int64_t *free_bytes) {
    struct statfs facts;
    if (statfs(path, &facts) != 0) {
        return -1;
    }
    *type = (uint32_t)facts.f_type;
    *free_bytes = (int64_t)facts.f_bavail * (int64_t)facts.f_bsize;
    return 0;
}
