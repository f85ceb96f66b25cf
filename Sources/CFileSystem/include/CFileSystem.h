#ifndef MINTOP_CFILESYSTEM_H
#define MINTOP_CFILESYSTEM_H

#include <stddef.h>
#include <stdint.h>

/// Renames a file to an unused name: renameat2 with RENAME_NOREPLACE, which Swift's Glibc module does not import, or, if
/// the file system lacks it, a new link and the removal of the old one.
///
/// Names are relative to the directories. Returns 0, or -1 with errno set: EEXIST for a name that is taken.
int mintop_rename_to_free_name(int from_directory, const char *from, int to_directory, const char *to);

/// The type of a path's file system, by the numbers of linux/magic.h, and the free bytes for this user: statfs, which
/// Swift's Glibc module does not import. Returns 0, or -1 with errno set.
int mintop_file_system(const char *path, uint32_t *type, int64_t *free_bytes);

/// Opens a file in memory with the bytes, positioned at its beginning and closed by exec. Returns -1 with errno set if the
/// system has no space for it.
int mintop_memory_file(const void *bytes, size_t count);

#endif
