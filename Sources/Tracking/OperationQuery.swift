/// A selection of tracked operations, the newest first: by creation, or by tracking if that is unknown.
package struct OperationQuery: Sendable, Hashable {
    /// The allowed status words of the service, `unknown` for operations that were never read; empty for all.
    package var words: Set<String>
    /// The maximum number, from 0; nil for no limit.
    package var limit: Int?

    package init(words: Set<String> = [], limit: Int? = nil) {
        self.words = words
        self.limit = limit
    }
}

/// The numbers of operations that a query selects.
package struct OperationCounts: Sendable, Hashable {
    /// By the status word of the service, `unknown` for operations that were never read.
    package var byWord: [String: Int]
    /// The number of operations that need a decision.
    package var needingDecision: Int

    package init(byWord: [String: Int], needingDecision: Int) {
        self.byWord = byWord
        self.needingDecision = needingDecision
    }

    package var total: Int { byWord.values.reduce(0, +) }
}
