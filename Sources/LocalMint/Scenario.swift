/// How the server behaves besides answering: knobs that the front, the store and the dress consult.
struct Scenario: Sendable, Hashable {
    /// What can go wrong with one request.
    enum Fault: Sendable, Hashable {
        /// The connection ends before the request is read.
        case dropped
        /// The work is done and the connection ends without an answer.
        case answerLost
        /// The answer promises more bytes than come before the connection is reset.
        case resetMidBody
        /// A complete answer whose JSON stops in the middle.
        case truncatedJSON
        case unavailable(retryAfterSeconds: Int)
    }

    struct FaultShare: Sendable, Hashable {
        var fault: Fault
        /// Of 1000 requests.
        var permille: Int
    }

    /// Words and keys that no client of today knows, in otherwise good answers.
    struct Novelty: Sendable, Hashable {
        /// New words for the statuses under way; those that end something stay, so that things still end.
        var statuses: [String: String]
        /// New words for types of operations and of resources.
        var types: [String: String]
    }

    var name: LocalMint.ScenarioName
    var summary: String
    /// Seconds before each answer, whatever the speed.
    var latency: ClosedRange<Double>?
    /// Together at most 1000.
    var faults: [FaultShare] = []
    /// For each service, instead of its own limit.
    var requestsPerMinute: Int?
    /// Every operation and job fails, with each error code in turn.
    var failsInTurn = false
    /// How long a Preview shows in auto mode, in seconds divided by the speed.
    var previewPass: Double?
    /// Seconds after which a link to a file is refused, whatever the speed.
    var linkLife: Double?
    /// Seconds, divided by the speed, that Credits stay reserved after success.
    var settling: Double?
    /// What the account seems to hold.
    var availableCredits: Int?
    /// How many Worlds follow the stored ones in the list, made up while they are read.
    var crowd = ScenarioCrowd(count: 0)
    var novelty: Novelty?
}
