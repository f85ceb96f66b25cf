package import Foundation
package import MintDomain

package struct OutboxEvent: Sendable, Hashable {
    package enum Step: Sendable, Hashable {
        /// It is sent at that time; the user can undo it until then.
        case held(until: Date)
        /// Left from an earlier run, or kept: sent only on the user's request. One sentence with the reason.
        case offered(String)
        case sending
        /// It is sent again at that time, with the same key and body; one sentence with the reason. If it may have
        /// arrived, it may have taken effect.
        case waiting(String, nextTry: Date, mayHaveArrived: Bool)
        /// The server accepted it, with this operation. Final.
        case accepted(OperationID)
        /// The server refused it: one sentence, and the conflict, if any. Final.
        case refused(String, OutboxConflict?)
        /// The user undid it before it was sent. Final.
        case withdrawn
        /// It may have arrived, no response came, and it must not be sent again: one or two sentences. Final.
        case uncertain(String)
        /// A cancel of the same operation replaced it before it was sent. Final.
        case replaced
        /// Another process has taken it over; no more events follow here. Final.
        case takenElsewhere
        /// Another process holds or sends it; its id, if known.
        case elsewhere(process: Int?)
        /// A mutation of another process is settled. Final.
        case settledElsewhere
    }

    /// The mutation; its `state` is the stored one.
    package var entry: OutboxEntry
    package var step: Step

    package init(entry: OutboxEntry, step: Step) {
        self.entry = entry
        self.step = step
    }

    package var outcome: MutationOutcome? {
        switch step {
        case .accepted(let id): .accepted(id)
        case .refused(let sentence, _): .refused(sentence)
        case .withdrawn: .refused("It was taken back before it was sent.")
        case .uncertain(let sentence): .uncertain(sentence)
        case .replaced: .refused("It was replaced by a cancel before it was sent.")
        case .takenElsewhere, .settledElsewhere: .unknown("Another mintop has taken it over.")
        case .held, .offered, .sending, .waiting, .elsewhere: nil
        }
    }
}
