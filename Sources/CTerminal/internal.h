#ifndef MINTOP_CTERMINAL_INTERNAL_H
#define MINTOP_CTERMINAL_INTERNAL_H

/// Restores the terminal if the guard is armed, once; async-signal-safe.
void mintop_guard_restore_now(void);
/// Whether the terminal is in our modes at present; async-signal-safe.
int mintop_guard_is_armed(void);
/// Forgets the deadline of `mintop_guard_end_within`; async-signal-safe.
void mintop_guard_forget_end(void);
/// Points standard error back at the terminal; async-signal-safe.
void mintop_stderr_restore_now(void);

#endif
