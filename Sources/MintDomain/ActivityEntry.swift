package import Foundation

/// An event in the history of a profile, kept longer than the operation it is about.
package struct ActivityEntry: Sendable, Hashable {
    package enum Event: Sendable, Hashable, Codable {
        /// A change of status, in the server's words; the first is nil at first sight.
        case status(from: String?, to: String)
        /// A decision by its verb, and the word of its new state in stores.
        case decision(verb: String, state: String)
        /// The name of a downloaded file.
        case download(String)
        /// One sentence.
        case failure(String)
    }

    package var at: Date
    package var event: Event
    package var operation: OperationID?
    /// The name of the operation at that time, if known.
    package var title: String?
    /// The user who did it, if known.
    package var author: String?

    package init(
        at: Date, event: Event, operation: OperationID? = nil, title: String? = nil, author: String? = nil
    ) {
        self.at = at
        self.event = event
        self.operation = operation
        self.title = title
        self.author = author
    }
}

/// The Credits of an account at a time.
package struct CreditSample: Sendable, Hashable {
    package var at: Date
    package var available: Double?
    package var used: Double?

    package init(at: Date, available: Double?, used: Double?) {
        self.at = at
        self.available = available
        self.used = used
    }
}
