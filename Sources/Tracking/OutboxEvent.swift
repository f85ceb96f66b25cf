package import Foundation
package import MintDomain

/// A step in the life of a mutation, for the screen.
package struct OutboxEvent: Sendable, Hashable {
    /// Where a mutation stands now.
    package enum Step: Sendable, Hashable {
        /// It leaves at that time, and can be withdrawn until then.
        case held(until: Date)
        /// Left over from an earlier run, or kept: it leaves only when a person says so. One sentence says why.
        case offered(String)
        /// The request may be on the wire.
        case sending
        /// It goes out again, with the same key and body, at that time; one sentence says why. Where it may have
        /// arrived, it is not known whether it took effect.
        case waiting(String, nextTry: Date, mayHaveArrived: Bool)
        /// The server took it; the operation it answered with. Final.
        case accepted(OperationID)
        /// The server refused it: one sentence, and which conflict it was if it was one. Final.
        case refused(String, OutboxConflict?)
        /// A person took it back before it left. Final.
        case withdrawn
        /// It may have arrived, no answer came, and it must not be sent a second time: one or two sentences. Final.
        case uncertain(String)
        /// Another process has taken it over, so nothing more is heard of it here. Final.
        case takenElsewhere
    }

    /// The mutation; its `state` is what is on disk.
    package var entry: OutboxEntry
    package var step: Step

    package init(entry: OutboxEntry, step: Step) {
        self.entry = entry
        self.step = step
    }

    /// How it ended; nil where it has not.
    package var outcome: MutationOutcome? {
        switch step {
        case .accepted(let id): .accepted(id)
        case .refused(let sentence, _): .refused(sentence)
        case .withdrawn: .refused("It was taken back before it was sent.")
        case .uncertain(let sentence): .uncertain(sentence)
        case .takenElsewhere: .unknown("Another mintop has taken it over.")
        case .held, .offered, .sending, .waiting: nil
        }
    }
}
