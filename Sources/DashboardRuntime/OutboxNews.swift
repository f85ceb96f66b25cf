package import Dashboard
import MintDomain
package import Tracking

extension Action {
    /// The actions for an event of an outbox, in order.
    package static func news(of event: OutboxEvent) -> [Action] {
        let (key, mutation, state) = (event.entry.key, event.entry.mutation, event.entry.state)
        switch event.departure {
        case .replaced: return [.outboxSettled(key), .mutationReplaced(mutation)]
        case .taken: return [.outboxSettled(key), .mutationTaken(mutation)]
        case .settledElsewhere: return [.outboxSettled(key), .mutationSettledElsewhere(mutation)]
        case nil: break
        }
        switch state {
        case .canceled: return [.outboxSettled(key), .mutationWithdrawn(mutation)]
        case .accepted, .refused, .uncertain: return [.outboxSettled(key), .mutationFinished(mutation, state)]
        case .held, .waiting, .sending:
            let item = OutboxItem(
                id: key, mutation: mutation, state: state, holder: event.holder, madeAt: event.entry.createdAt)
            return [.outboxChanged(item)]
        }
    }
}
