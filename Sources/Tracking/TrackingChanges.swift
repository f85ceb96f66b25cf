package import MintDomain

package struct TrackingChanges: Sendable, Hashable {
    /// The revision to pass to the next call.
    package var revision: Int
    /// New and changed operations, each once, the longest unchanged first.
    package var upserted: [TrackedOperation]
    package var removed: [OperationID]
    package var link: LinkState
    /// The difference to the server's clock.
    package var clock: ServerClock
    /// The reason why the newest changes are not on disk, or why not everything stored could be read, in one sentence,
    /// if any.
    package var storeProblem: String?
    /// Whether more stored operations have not been read yet.
    package var isLoading: Bool

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
