package import MintDomain

extension OperationPoller {
    /// Adds stored operations without saving them again. Known ids stay unchanged.
    ///
    /// The rows are published at once with their `confirmedAt`; unfinished ones are due now.
    package func load(_ tracked: [TrackedOperation]) {
        let new = tracked.filter { rows[$0.id] == nil }
        for row in new {
            rows[row.id] = row
            schedule.track(row.id, known: row.operation, now: elapsed())
        }
        publish(upserted: new, removed: [])
        signal.wake()
    }

    /// Adds the first stored operations; the others are passed to `load`. Until the required `endLoading()`, tracking,
    /// untracking and absorbing wait: an unknown operation may be stored.
    ///
    /// `revision` is the store revision of all parts, which may also be older.
    package func beginLoading(_ first: [TrackedOperation], revision: Int) {
        isLoading = true
        // The revision of the rows known before is unknown.
        storedRevision = rows.isEmpty ? revision : 0
        load(first)
    }

    /// Ends loading: everything stored is known, or as much as can be read. The sentence about the problem is published
    /// from now on.
    package func endLoading(because problem: String? = nil) {
        isLoading = false
        loadProblem = problem
        publish(upserted: [], removed: [])
        let waiters = loadWaiters
        loadWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    package func untilLoaded() async {
        guard isLoading else { return }
        await withCheckedContinuation { loadWaiters.append($0) }
    }
}
