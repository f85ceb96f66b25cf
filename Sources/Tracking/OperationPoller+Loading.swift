package import MintDomain

extension OperationPoller {
    /// Takes up what the store remembers, without saving it again. Ids that are known already stay as they are.
    ///
    /// The rows are published at once with the `confirmedAt` they have; those that have not ended are due now.
    package func load(_ tracked: [TrackedOperation]) {
        let new = tracked.filter { rows[$0.id] == nil }
        for row in new {
            rows[row.id] = row
            schedule.track(row.id, known: row.operation, now: elapsed())
        }
        publish(upserted: new, removed: [])
        signal.wake()
    }

    /// Takes up a first part of what the store remembers. Until `endLoading()`, which must follow, whatever tracks, forgets
    /// or absorbs waits: what is not known here may be stored all the same.
    ///
    /// - Parameters:
    ///   - first: The first part; the others are given to `load`.
    ///   - revision: The revision of the store that all parts are of, or older than.
    package func beginLoading(_ first: [TrackedOperation], revision: Int) {
        isLoading = true
        // Of what was known before, nobody can say of which revision it is.
        storedRevision = rows.isEmpty ? revision : 0
        load(first)
    }

    /// Everything that is stored is known, or as much of it as can be read.
    ///
    /// - Parameter problem: Why that is not everything, in one sentence; it is published from now on.
    package func endLoading(because problem: String? = nil) {
        isLoading = false
        loadProblem = problem
        publish(upserted: [], removed: [])
        let waiters = loadWaiters
        loadWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    /// Suspends until everything that is stored is known, which is at once where nothing is being loaded.
    package func untilLoaded() async {
        guard isLoading else { return }
        await withCheckedContinuation { loadWaiters.append($0) }
    }
}
