/// Keeps the lease of one profile with a `LeaseMachine`, so that only one process polls.
///
/// It is active only while wanted: a process with nothing to poll has no lease and no timer.
package actor LeaseKeeper {
    private let storage: any TrackingStorage
    /// The time since the keeper was made, as used by the machine.
    private let elapsed: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let signal = WakeSignal()

    private var machine: LeaseMachine
    private var isRunning = false
    private var standing = LeaseStanding.idle
    private var subscribers: [AsyncStream<LeaseStanding>.Continuation] = []

    /// Creates a keeper that does not request the lease yet. The clock must be monotonic and should continue while the
    /// machine sleeps.
    package init<C: Clock<Duration>>(clock: C, rules: LeaseRules = LeaseRules(), storage: any TrackingStorage) {
        let origin = clock.now
        elapsed = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: nil) }
        machine = LeaseMachine(rules: rules)
        self.storage = storage
    }

    /// Sets whether there is something to poll; if not, the lease is given back.
    package func setWanted(_ isWanted: Bool) {
        machine.setWanted(isWanted)
        signal.wake()
    }

    /// The fence under which this process may poll now, if any. Check it before each request, and pass it to the save
    /// of the response.
    package func fence() -> LeaseFence? {
        machine.fence(now: elapsed())
    }

    /// Waits for the lease and returns its fence.
    ///
    /// - Throws: `CancellationError`.
    nonisolated func awaitFence() async throws -> LeaseFence {
        for await _ in await standings() {
            if let fence = await fence() { return fence }
        }
        throw CancellationError()
    }

    /// Records that a guarded save threw `leaseLost`.
    package func lost(_ fence: LeaseFence) {
        machine.lost(fence)
        signal.wake()
    }

    /// Returns a stream of the states, starting with the current one; a slow reader gets only the newest. Ends with the
    /// reading task.
    package func standings() -> AsyncStream<LeaseStanding> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LeaseStanding.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield(standing)
        subscribers.append(continuation)
        return stream
    }

    /// Keeps the lease until the task is canceled, then gives it back. Must not run twice at once.
    package func run() async {
        precondition(!isRunning, "A LeaseKeeper runs once at a time.")
        isRunning = true
        defer { isRunning = false }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [storage] in
                for await _ in storage.notices() { await self.noticed() }
            }
            while !Task.isCancelled {
                await carryOut(machine.nextAction(now: elapsed()))
            }
            group.cancelAll()
        }
        await giveBack()
    }

    private func noticed() {
        if machine.noticed() { signal.wake() }
    }

    private func carryOut(_ action: LeaseAction) async {
        let startedAt = elapsed()
        do throws(TrackingStorageError) {
            switch action {
            case .look:
                let sighting = try await storage.lease()
                machine.saw(sighting, now: elapsed())
                if !sighting.isFree { announce(.following) }
            case .acquire(let sighting):
                let fence = try await storage.acquireLease(sighting)
                machine.acquired(fence, startedAt: startedAt)
                announce(fence.map { .holding($0) } ?? .following)
            case .renew(let fence):
                let isHeld = try await storage.renewLease(fence)
                machine.renewed(isHeld, startedAt: startedAt)
                announce(isHeld ? .holding(fence) : .following)
            case .release(let fence):
                try await storage.releaseLease(fence)
                machine.released()
            case .wait(let instant):
                await signal.wait(sleep, until: instant)
            case .idle:
                announce(.idle)
                await signal.wait()
            }
        } catch {
            machine.failed(now: elapsed())
            if machine.fence(now: elapsed()) == nil { announce(.unavailable("\(error)")) }
        }
    }

    private func giveBack() async {
        machine.setWanted(false)
        if case .release(let fence) = machine.nextAction(now: elapsed()) {
            await carryOut(.release(fence))
        }
        announce(.idle)
    }

    private func announce(_ standing: LeaseStanding) {
        guard standing != self.standing else { return }
        self.standing = standing
        subscribers.removeAll { subscriber in
            if case .terminated = subscriber.yield(standing) { true } else { false }
        }
    }
}
