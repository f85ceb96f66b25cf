package import MintDomain

/// What changed in the tracked operations since a revision.
package struct TrackingChanges: Sendable, Hashable {
    /// The revision this leads to: ask for the changes since this one next time.
    package var revision: Int
    /// New and changed operations as they are now, each once, the longest unchanged first.
    package var upserted: [TrackedOperation]
    /// Operations that are tracked no more.
    package var removed: [OperationID]
    /// How the connection is doing now.
    package var link: LinkState
    /// How far the server's clock is from ours.
    package var clock: ServerClock
    /// Why the newest changes are not on disk, or why not all that is there could be read, in one sentence; nil while
    /// everything is.
    package var storeProblem: String?
    /// Whether there is more in the store that was not read yet.
    package var isLoading: Bool

    /// Puts the changes of one reader together.
    package init(
        revision: Int, upserted: [TrackedOperation], removed: [OperationID], link: LinkState,
        clock: ServerClock = ServerClock(), storeProblem: String?, isLoading: Bool = false
    ) {
        self.revision = revision
        self.upserted = upserted
        self.removed = removed
        self.link = link
        self.clock = clock
        self.storeProblem = storeProblem
        self.isLoading = isLoading
    }
}
