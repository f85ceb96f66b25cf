extension LocalMint {
    /// The behaviors of the server, selectable at the start and at run time.
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

        /// One sentence for users.
        package var summary: String { Scenario.named(self).summary }
    }
}
