/// The behavior of the server besides its responses: settings for the front, the store and the dress.
struct Scenario: Sendable, Hashable {
    enum Fault: Sendable, Hashable {
        /// The connection ends before the request is read.
        case dropped
        /// The work is done, and the connection ends without a response.
        case answerLost
        /// The response announces more bytes than are sent before the connection is reset.
        case resetMidBody
        /// A complete response with truncated JSON.
        case truncatedJSON
        case unavailable(retryAfterSeconds: Int)
    }

    struct FaultShare: Sendable, Hashable {
        var fault: Fault
        /// Per 1000 requests.
        var permille: Int
    }

    /// Words and keys unknown to current clients, in otherwise valid responses.
    struct Novelty: Sendable, Hashable {
        /// New words for unfinished statuses; final ones stay, so that operations still end.
        var statuses: [String: String]
        /// New words for types of operations and resources.
        var types: [String: String]
    }

    var name: LocalMint.ScenarioName
    var summary: String
    /// The delay of each response in seconds, independent of the speed.
    var latency: ClosedRange<Double>?
    /// At most 1000 in total.
    var faults: [FaultShare] = []
    /// For each service, in place of its own limit.
    var requestsPerMinute: Int?
    /// Every operation and job fails, with each error code in turn.
    var failsInTurn = false
    /// The time a Preview is shown in auto mode, in seconds divided by the speed.
    var previewPass: Double?
    /// The lifetime of a file link in seconds, independent of the speed.
    var linkLife: Double?
    /// The seconds, divided by the speed, that Credits stay reserved after success.
    var settling: Double?
    /// The displayed Credits of the account.
    var availableCredits: Int?
    /// The generated Worlds after the stored ones in the list.
    var crowd = ScenarioCrowd(count: 0)
    var novelty: Novelty?
}
