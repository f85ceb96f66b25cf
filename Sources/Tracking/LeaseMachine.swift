/// Decides who polls: when to ask for the lease, renew it, respect another's, take a dead one over, give it back.
///
/// No time is ever stored or compared with another process: a follower takes over a lease that it saw unchanged for
/// its whole time to live on its own clock. The holder counts its time from before each renewal, a follower from
/// after it saw the renewal, so a holder stops acting before a follower begins.
///
/// States: `away` → `looking` → `seen` → `holding` → `away`. `seen` goes back to `looking` at every notice, and
/// `holding` whenever the lease turns out to be lost. Times are counted from an origin of the caller's choice on a
/// monotonic clock. An action is answered before the next one is asked for.
package struct LeaseMachine: Sendable {
    private enum State {
        /// Nothing is known; next: `looking` once it is wanted.
        case away
        /// The lease must be read; next: `seen`.
        case looking
        /// Somebody's lease, unchanged since that time; next: `looking`, `holding`.
        case seen(LeaseSighting, since: Duration)
        /// Held, and renewed last at that time; next: `away`, `looking`.
        case holding(LeaseFence, renewedAt: Duration)
    }

    private let rules: LeaseRules
    private var state = State.away
    private var isWanted = false
    /// After a failure of the storage nothing is tried before this time.
    private var retryAt: Duration?
    /// Whether something changed since the last look was begun.
    private var hasNotice = false

    /// Makes a machine that holds nothing and wants nothing.
    package init(rules: LeaseRules = LeaseRules()) {
        self.rules = rules
    }

    /// The fence under which this process may poll now; nil where it may not.
    ///
    /// Nil too for a holder that could not renew for too long: it was stopped or slow, and another may hold it by now.
    package func fence(now: Duration) -> LeaseFence? {
        guard case .holding(let fence, let renewedAt) = state, now < renewedAt + rules.timeToLive else { return nil }
        return fence
    }

    /// Whether there is something to poll.
    package mutating func setWanted(_ isWanted: Bool) {
        self.isWanted = isWanted
    }

    /// Something changed in the storage: the lease may have.
    ///
    /// - Returns: Whether that matters now.
    package mutating func noticed() -> Bool {
        if case .holding = state { return false }
        hasNotice = isWanted
        return isWanted
    }

    /// The lease was read.
    package mutating func saw(_ sighting: LeaseSighting, now: Duration) {
        retryAt = nil
        if case .seen(let before, _) = state, before == sighting { return }
        state = .seen(sighting, since: now)
    }

    /// Whether the lease was taken; `fence` is nil where somebody else was faster. `startedAt` is from before the call.
    package mutating func acquired(_ fence: LeaseFence?, startedAt: Duration) {
        retryAt = nil
        state = fence.map { .holding($0, renewedAt: startedAt) } ?? .looking
    }

    /// Whether the lease could be renewed. `startedAt` is from before the call.
    package mutating func renewed(_ isHeld: Bool, startedAt: Duration) {
        retryAt = nil
        guard case .holding(let fence, _) = state else { return }
        state = isHeld ? .holding(fence, renewedAt: startedAt) : .looking
    }

    /// The lease was given back.
    package mutating func released() {
        retryAt = nil
        state = .away
    }

    /// The storage could not do what was asked.
    package mutating func failed(now: Duration) {
        retryAt = now + rules.heartbeat
        // A lease that cannot be given back runs out by itself.
        if !isWanted { state = .away }
    }

    /// A guarded write was refused: the lease under this fence is lost.
    package mutating func lost(_ fence: LeaseFence) {
        if case .holding(fence, _) = state { state = .looking }
    }

    /// What to do at `now`.
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
        // This process was not running when it should have looked (a suspended machine, a stopped process): the
        // holder may have had no chance either, so its time begins anew.
        if now >= end + rules.heartbeat { return look() }
        return .acquire(sighting)
    }

    private mutating func look() -> LeaseAction {
        state = .looking
        hasNotice = false
        return .look
    }
}
