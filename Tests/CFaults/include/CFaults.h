#ifndef MINTOP_CFAULTS_H
#define MINTOP_CFAULTS_H

/// Faults of a disk or mount, for `LD_PRELOAD`: each is active while a file of its name is in the folder
/// `MINTOP_FAULTS`, and strikes files with `.sqlite` in their names.
///
/// `read-error`: reading fails with EIO. `disk-full`: writing fails with ENOSPC. `no-locks`: locking fails with ENOLCK.
/// `slow-locks`: locking takes a minute. `no-open-file-locks`: the kernel has only locks of processes. `no-shared-memory`: `-shm`
/// cannot be mapped. `no-modes`: changing a mode fails with EPERM, for all files.
extern const int mintop_faults;

#endif
