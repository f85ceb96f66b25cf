package enum WorkUrgency: Int, Sendable, Hashable, Comparable {
    /// Prefetching.
    case ahead
    /// A caller waits for it.
    case shown

    package static func < (left: WorkUrgency, right: WorkUrgency) -> Bool { left.rawValue < right.rawValue }
}

/// Runs a limited number of jobs at once: equal ones are shared, urgent ones come first, and among those the newest.
///
/// A job without waiting callers is canceled or never started.
actor SharedWork<Key: Hashable & Sendable, Value: Sendable> {
    typealias Work = @Sendable () async throws -> Value

    private struct Job {
        let number: Int
        let work: Work
        var urgency: WorkUrgency
        var waiters: [Int: CheckedContinuation<Value, any Error>] = [:]
        /// Nil while the job is queued.
        var task: Task<Void, Never>?
    }

    private let limit: Int
    private var jobs: [Key: Job] = [:]
    private var runningCount = 0
    private var runningAheadCount = 0
    private var nextNumber = 0

    /// - Parameter limit: The maximum number of concurrent jobs, at least 1. Prefetching leaves one slot free if there
    ///   are at least two.
    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The result of the work, shared with concurrent callers for the same key.
    ///
    /// - Throws: The error of the work; `CancellationError` as soon as the calling task is canceled.
    func value(for key: Key, _ urgency: WorkUrgency, work: @escaping Work) async throws -> Value {
        let waiter = makeNumber()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    join(key, urgency, waiter: waiter, continuation, work)
                }
            }
        } onCancel: {
            Task { await self.leave(key, waiter: waiter) }
        }
    }

    var jobCount: Int { jobs.count }

    private func makeNumber() -> Int {
        nextNumber += 1
        return nextNumber
    }

    private func join(
        _ key: Key, _ urgency: WorkUrgency, waiter: Int, _ continuation: CheckedContinuation<Value, any Error>,
        _ work: @escaping Work
    ) {
        var job = jobs[key] ?? Job(number: makeNumber(), work: work, urgency: urgency)
        job.urgency = max(job.urgency, urgency)
        job.waiters[waiter] = continuation
        jobs[key] = job
        startNext()
    }

    private func leave(_ key: Key, waiter: Int) {
        guard let continuation = jobs[key]?.waiters.removeValue(forKey: waiter) else { return }
        continuation.resume(throwing: CancellationError())
        guard let job = jobs[key], job.waiters.isEmpty else { return }
        jobs[key] = nil
        job.task?.cancel()
    }

    private func startNext() {
        while runningCount < limit, let (key, job) = nextJob() {
            let isAhead = job.urgency == .ahead
            runningCount += 1
            if isAhead { runningAheadCount += 1 }
            jobs[key]?.task = Task(priority: isAhead ? .low : .medium) {
                let result: Result<Value, any Error>
                do {
                    result = .success(try await job.work())
                } catch {
                    result = .failure(error)
                }
                finish(key, number: job.number, isAhead: isAhead, result)
            }
        }
    }

    private func nextJob() -> (Key, Job)? {
        let mayWorkAhead = limit == 1 || runningAheadCount < limit - 1
        let waiting = jobs.lazy.filter { $0.value.task == nil && ($0.value.urgency == .shown || mayWorkAhead) }
        return waiting.max { left, right in
            if left.value.urgency != right.value.urgency { return left.value.urgency < right.value.urgency }
            let isOlder = left.value.number < right.value.number
            return left.value.urgency == .shown ? isOlder : !isOlder
        }.map { ($0.key, $0.value) }
    }

    private func finish(_ key: Key, number: Int, isAhead: Bool, _ result: Result<Value, any Error>) {
        runningCount -= 1
        if isAhead { runningAheadCount -= 1 }
        // A job without callers is removed, and a new one may have its key.
        if jobs[key]?.number == number, let job = jobs.removeValue(forKey: key) {
            for continuation in job.waiters.values { continuation.resume(with: result) }
        }
        startNext()
    }
}
