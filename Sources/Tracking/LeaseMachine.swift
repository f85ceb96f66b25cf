/// Decides which process polls: when to request the lease, renew it, respect another's, take over a dead one, give it
/// back.
///
/// No time is stored or compared between processes: a follower takes over a lease that it saw unchanged for its whole
/// time to live on its own clock. The holder counts its time from before each renewal, a follower from after it saw the
/// renewal, so a holder stops acting before a follower begins.
///
/// States: `away` → `looking` → `seen` → `holding` → `away`. `seen` returns to `looking` at every notice, and `holding`
/// when the lease is lost. Times are relative to an origin on a monotonic clock. Each action must be answered before
/// the next one is requested.
package struct LeaseMachine: Sendable {
    private enum State {
        /// Nothing is known; next: `looking` once wanted.
        case away
        /// The lease must be read; next: `seen`.
        case looking
        /// A lease seen unchanged since that time; next: `looking`, `holding`.
        case seen(LeaseSighting, since: Duration)
        /// Held, last renewed at that time; next: `away`, `looking`.
        case holding(LeaseFence, renewedAt: Duration)
    }

    private let rules: LeaseRules
    private var state = State.away
    private var isWanted = false
    /// The earliest next attempt after a storage failure.
    private var retryAt: Duration?
    /// Whether something changed since the last read began.
    private var hasNotice = false

    package init(rules: LeaseRules = LeaseRules()) {
        self.rules = rules
    }

    /// The fence under which this process may poll now, if any.
    ///
    /// Nil also for a holder that has not renewed for too long: another process may hold the lease.
    package func fence(now: Duration) -> LeaseFence? {
        guard case .holding(let fence, let renewedAt) = state, now < renewedAt + rules.timeToLive else { return nil }
        return fence
    }

    package mutating func setWanted(_ isWanted: Bool) {
        self.isWanted = isWanted
    }

    /// Records a change in the storage, possibly of the lease.
    ///
    /// - Returns: Whether it matters now.
    package mutating func noticed() -> Bool {
        if case .holding = state { return false }
        hasNotice = isWanted
        return isWanted
    }

    package mutating func saw(_ sighting: LeaseSighting, now: Duration) {
        retryAt = nil
        if case .seen(let before, _) = state, before == sighting { return }
        state = .seen(sighting, since: now)
    }

    /// Records an attempt to take the lease; `fence` is nil if another process was faster. `startedAt` is from before
    /// the call.
    package mutating func acquired(_ fence: LeaseFence?, startedAt: Duration) {
        retryAt = nil
        state = fence.map { .holding($0, renewedAt: startedAt) } ?? .looking
    }

    /// Records an attempt to renew the lease. `startedAt` is from before the call.
    package mutating func renewed(_ isHeld: Bool, startedAt: Duration) {
        retryAt = nil
        guard case .holding(let fence, _) = state else { return }
        state = isHeld ? .holding(fence, renewedAt: startedAt) : .looking
    }

    package mutating func released() {
        retryAt = nil
        state = .away
    }

    package mutating func failed(now: Duration) {
        retryAt = now + rules.heartbeat
        // A lease that cannot be given back expires.
        if !isWanted { state = .away }
    }

    /// Records that a guarded write was refused: the lease under this fence is lost.
    package mutating func lost(_ fence: LeaseFence) {
        if case .holding(fence, _) = state { state = .looking }
    }

    package mutating func nextAction(now: Duration) -> LeaseAction {
        switch state {
        case .away, .looking, .seen:
            guard isWanted else {
                state = .away
                retryAt = nil
                return .idle
            }
        case .holding(let fence, let renewedAt):
            if !isWanted { return .release(fence) }
            if now >= renewedAt + rules.timeToLive { state = .looking }
        }
        if let retryAt, now < retryAt { return .wait(until: retryAt) }
        switch state {
        case .away, .looking:
            return look()
        case .seen(let sighting, let since):
            return respect(sighting, since: since, now: now)
        case .holding(let fence, let renewedAt):
            let due = renewedAt + rules.heartbeat
            return now >= due ? .renew(fence) : .wait(until: due)
        }
    }

    private mutating func respect(_ sighting: LeaseSighting, since: Duration, now: Duration) -> LeaseAction {
        if sighting.isFree { return .acquire(sighting) }
        if hasNotice {
            hasNotice = false
            return .look
        }
        let end = since + rules.timeToLive
        if now < end { return .wait(until: end) }
        // This process was not running when it should have read the lease (a suspended machine, a stopped process). The
        // holder may have been stopped too, so its time starts again.
        if now >= end + rules.heartbeat { return look() }
        return .acquire(sighting)
    }

    private mutating func look() -> LeaseAction {
        state = .looking
        hasNotice = false
        return .look
    }
}
