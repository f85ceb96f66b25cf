package import MintDomain

/// The changes of a `TrackingStorage` since a revision, by any process.
package struct TrackingStorageChanges: Sendable, Hashable {
    /// The revision to pass to the next call.
    package var revision: Int
    /// New and changed operations, each once with all its transitions, in the order of their last change.
    package var upserted: [TrackedOperation]
    /// The untracked operations; empty if `isWhole`.
    package var removed: [OperationID]
    /// Whether `upserted` is complete, so that missing operations are gone: since revision 0, and beyond the storage's
    /// record of removals.
    package var isWhole: Bool
    package var outboxChanged: Bool

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
