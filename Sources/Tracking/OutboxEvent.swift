package import MintDomain

package struct OutboxEvent: Sendable, Hashable {
    /// The end of a decision here that its state does not show. No more events follow.
    package enum Departure: Sendable, Hashable {
        /// A cancel of the same operation replaced it before it was sent.
        case replaced
        /// Another process has taken it over.
        case taken
        /// Another process, which held it, settled it.
        case settledElsewhere
    }

    /// The decision with its present state; the stored one may differ in times and reasons.
    package var entry: OutboxEntry
    package var holder: OutboxHolder
    package var departure: Departure?

    package init(entry: OutboxEntry, holder: OutboxHolder = .me, departure: Departure? = nil) {
        self.entry = entry
        self.holder = holder
        self.departure = departure
    }

    /// The result for a caller that waits: `accepted`, `refused`, `uncertain`, or `waiting` if it is not known here.
    package var outcome: OutboxState? {
        switch departure {
        case .replaced: return .refused("It was replaced by a cancel before it was sent.")
        case .taken, .settledElsewhere: return .waiting("Another mintop has taken it over.")
        case nil: break
        }
        if entry.state == .canceled { return .refused("It was taken back before it was sent.") }
        return entry.state.phase.isFinal ? entry.state : nil
    }
}
