import MintDomain

/// The latest answers about the shown row, and the requests for them.
package struct Fetched: Sendable {
    package internal(set) var reviewHistory: ReviewHistory?
    var askedHistory: AskedHistory?
    /// The messages of the job whose conversation was opened last.
    package internal(set) var conversation: Conversation?
    /// The job whose conversation was requested and has not changed since.
    var askedConversation: OperationID?
    /// The priorities last reported to the pollers.
    var reportedFocus: [Pane: Effect] = [:]
}
