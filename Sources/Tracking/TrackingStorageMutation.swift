package import MintDomain

/// An outbox entry, and whether the process that answers for it still lives.
package struct TrackingStorageMutation: Sendable, Hashable {
    /// Who answers for an entry: the process that stored it, or the last one that took it to `sending`.
    package enum Holder: Sendable, Hashable {
        /// The storage object that was asked.
        case me
        /// Another one that lives, or that nobody can say to be dead.
        case another
        /// None that lives: whoever takes it to `sending` first holds it.
        case nobody
    }

    package var entry: OutboxEntry
    package var holder: Holder

    /// Puts an entry and its holder together.
    package init(entry: OutboxEntry, holder: Holder) {
        self.entry = entry
        self.holder = holder
    }
}
