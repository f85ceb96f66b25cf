import FoundationEssentials
package import MintDomain

/// The decisions of the user: being written, held, sent, and accepted.
package struct Decisions: Sendable {
    /// Whether the user allowed decisions for this session, with a profile that requires it.
    package internal(set) var isArmed = false
    /// The decisions without an outcome, oldest first.
    package internal(set) var outbox: [OutboxItem] = []
    /// The mutations being sent, by operation.
    package internal(set) var inFlight: [OperationID: Mutation] = [:]
    /// The mutations being sent, by World or Model.
    package internal(set) var resourcesInFlight: [ResourceReference: Mutation] = [:]
    var bulks = BulkLedger()
    /// The number of generations being sent.
    package internal(set) var startsInFlight = 0
    /// The last decision about each operation that the server accepted.
    package internal(set) var accepted: [OperationID: Mutation] = [:]
    /// The times of recent preview replacements. Approvals are refused for a moment after one.
    var replacedPreviews: [OperationID: Date] = [:]
    /// Feedback that was not sent, by operation.
    package internal(set) var feedbackDrafts: [OperationID: String] = [:]
    /// Prompts that were not sent, or were refused; the last one is offered first.
    package internal(set) var promptDrafts: [String] = []
    /// Job prompts that were not sent, or were refused; the last one is offered first.
    package internal(set) var jobDrafts: [String] = []
    /// The end of the screen after all decisions are sent; nil if none is pending.
    var awaitedEnding: Ending?
}
