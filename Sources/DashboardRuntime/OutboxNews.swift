package import Dashboard
import MintDomain
package import Tracking

extension Action {
    /// The actions for a step of an outbox, in order.
    package static func news(of event: OutboxEvent) -> [Action] {
        let (key, mutation) = (event.entry.key, event.entry.mutation)
        func changed(_ phase: OutboxItem.Phase, isUnsent: Bool? = nil) -> [Action] {
            [
                .outboxChanged(
                    OutboxItem(
                        id: key, mutation: mutation, phase: phase, madeAt: event.entry.createdAt, isUnsent: isUnsent))
            ]
        }
        let isHeld = event.entry.state.phase == .held
        switch event.step {
        case .held(let until): return changed(.held(until: until))
        case .offered(let reason): return changed(.offered(reason), isUnsent: isHeld)
        case .sending: return changed(.sending)
        case .waiting(let reason, let nextTry, let mayHaveArrived):
            let isUnsent = !mayHaveArrived && (isHeld || mutation.isUndoableWhileUnsent)
            return changed(.waiting(reason, nextTry: nextTry), isUnsent: isUnsent)
        case .elsewhere(let process):
            return changed(.elsewhere(process: process, isHeld: event.entry.state.phase == .held))
        case .withdrawn: return [.outboxSettled(key), .mutationWithdrawn(mutation)]
        case .replaced: return [.outboxSettled(key), .mutationReplaced(mutation)]
        case .takenElsewhere: return [.outboxSettled(key), .mutationTaken(mutation)]
        case .settledElsewhere: return [.outboxSettled(key), .mutationSettledElsewhere(mutation)]
        case .accepted(let id): return [.outboxSettled(key), .mutationFinished(mutation, .accepted(id))]
        case .refused(let reason, _): return [.outboxSettled(key), .mutationFinished(mutation, .refused(reason))]
        case .uncertain(let reason): return [.outboxSettled(key), .mutationFinished(mutation, .uncertain(reason))]
        }
    }
}
