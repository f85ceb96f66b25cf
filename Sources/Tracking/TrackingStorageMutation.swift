package import Foundation
package import MintDomain

package struct TrackingStorageMutation: Sendable, Hashable {
    package var entry: OutboxEntry
    package var holder: OutboxHolder

    package init(entry: OutboxEntry, holder: OutboxHolder) {
        self.entry = entry
        self.holder = holder
    }
}

package struct OutboxInsertion: Sendable, Hashable {
    /// The stored entry: the new one, or the older one with the same key, method, path and body.
    package var entry: OutboxEntry
    /// The held decision that the new one replaced, if any.
    package var replaced: IdempotencyKey?
    /// Whether the entry was already stored under its key, and this call changed nothing.
    package var isEarlier: Bool

    package init(entry: OutboxEntry, replaced: IdempotencyKey? = nil, isEarlier: Bool = false) {
        self.entry = entry
        self.replaced = replaced
        self.isEarlier = isEarlier
    }
}

package enum OutboxTransition: Sendable, Hashable {
    case moved
    /// It is in another state, or another live process holds it.
    case notMoved
    /// This earlier decision about the same operation must be settled first.
    case blocked(TrackingStorageMutation)
}

extension Mutation {
    /// Whether it may be stored while `first`, about the same operation, is not settled.
    ///
    /// A cancel may: it replaces a decision that was not sent, and waits for the outcome of one that was.
    package func mayFollow(_ first: Mutation) -> Bool {
        isCancel && !first.isCancel
    }
}

extension TrackingStorageMutation {
    /// Returns the reason why a second decision is refused: one sentence with the verb, the process and the age of this
    /// decision.
    package func refusal(of name: String, at now: Date) -> String {
        let age = Self.words(max(0, Int(now.timeIntervalSince(entry.createdAt))))
        let what = "The \(entry.verb) of \(name), made \(age) ago"
        switch holder {
        case .me: return "\(what), has no outcome yet: wait for it, or undo it while it is held."
        case .another(let process):
            let place = process.map { "mintop process \($0)" } ?? "another mintop"
            return "\(what) by \(place), has no outcome yet: wait for it, or undo it there while it is held."
        case .noProcess:
            return "\(what) by a mintop that has ended, was kept: send or drop it first "
                + "(mintop operations resend --held send|drop)."
        }
    }

    private static func words(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<86_400: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }
}
