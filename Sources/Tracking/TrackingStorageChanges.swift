package import MintDomain

/// What changed in a `TrackingStorage` since a revision, by whichever process.
package struct TrackingStorageChanges: Sendable, Hashable {
    /// The revision this leads to: ask for the changes since this one next time.
    package var revision: Int
    /// New and changed operations as they are now, each once with all its transitions, in the order of the revisions
    /// they last changed in.
    package var upserted: [TrackedOperation]
    /// Operations that are tracked no more; empty where `isWhole`.
    package var removed: [OperationID]
    /// Whether `upserted` is everything there is, so that what is not in it is gone: since revision 0, and where the
    /// storage does not remember so far back.
    package var isWhole: Bool
    /// Whether the outbox changed too.
    package var outboxChanged: Bool

    /// Puts the changes of one reader together.
    package init(
        revision: Int, upserted: [TrackedOperation], removed: [OperationID], isWhole: Bool, outboxChanged: Bool
    ) {
        self.revision = revision
        self.upserted = upserted
        self.removed = removed
        self.isWhole = isWhole
        self.outboxChanged = outboxChanged
    }
}
