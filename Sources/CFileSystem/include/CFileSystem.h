#ifndef MINTOP_CFILESYSTEM_H
#define MINTOP_CFILESYSTEM_H

/// Gives a file a name that must be free: renameat2 with RENAME_NOREPLACE, which Swift's Glibc module does not import,
/// or a new link and the removal of the old one where the file system cannot do that.
///
/// Names are relative to the directories. Returns 0, or -1 with errno set: EEXIST for a name that is taken.
int mintop_rename_to_free_name(int from_directory, const char *from, int to_directory, const char *to);

#endif
