/// One answer to "how is this operation": what it says, as it came, and what the server asked of the next call.
package struct OperationReading: Sendable, Hashable {
    package var operation: Operation
    /// The body as it came (text from outside: clean before drawing).
    package var rawJSON: String
    /// How long the server wants no further call about it; nil where it did not say.
    package var retryAfter: Duration?
    /// Whether it is the answer to a revision.
    package var answersRevision: Bool

    package init(
        operation: Operation, rawJSON: String, retryAfter: Duration? = nil, answersRevision: Bool = false
    ) {
        self.operation = operation
        self.rawJSON = rawJSON
        self.retryAfter = retryAfter
        self.answersRevision = answersRevision
    }
}

/// A read that failed, with what the server asked of the next call.
package struct ReadFailure: Error, Sendable, Hashable {
    package var problem: PollProblem
    /// How long the server wants to be left alone; nil where it did not say.
    package var retryAfter: Duration?
    /// Whether a connection that was made broke before the answer: a server may close an idle one at any moment, so
    /// once is no sign of trouble.
    package var isBrokenConnection: Bool

    package init(_ problem: PollProblem, retryAfter: Duration? = nil, isBrokenConnection: Bool = false) {
        self.problem = problem
        self.retryAfter = retryAfter
        self.isBrokenConnection = isBrokenConnection
    }
}
