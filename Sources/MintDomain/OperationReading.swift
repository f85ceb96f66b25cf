/// A reading of one operation.
package struct OperationReading: Sendable, Hashable {
    package var operation: Operation
    /// The body as received; not safe to display.
    package var rawJSON: String
    /// The pause for this operation that the server requested, if any.
    package var retryAfter: Duration?
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

package struct ReadFailure: Error, Sendable, Hashable {
    package var problem: PollProblem
    package var retryAfter: Duration?
    /// Whether an established connection broke before the response: a server may close an idle one at any time, so a
    /// single case is no sign of trouble.
    package var isBrokenConnection: Bool

    package init(_ problem: PollProblem, retryAfter: Duration? = nil, isBrokenConnection: Bool = false) {
        self.problem = problem
        self.retryAfter = retryAfter
        self.isBrokenConnection = isBrokenConnection
    }
}
