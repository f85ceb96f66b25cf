extension LocalMint {
    /// The behaviours the server can be told to show, at the start and while it runs.
    package enum ScenarioName: String, Sendable, Hashable, CaseIterable {
        case steady
        case slow
        case flaky
        case rateLimited = "rate-limited"
        case outage
        case failing
        case passingPreview = "passing-preview"
        case expiredLinks = "expired-links"
        case settlingCredits = "settling-credits"
        case emptyAccount = "empty-account"
        case huge
        case unknownValues = "unknown-values"

        /// One sentence for people.
        package var summary: String { Scenario.named(self).summary }
    }
}
