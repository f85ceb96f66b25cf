import Dashboard
import MintDomain
import Tracking

extension Action {
    /// What a step of an outbox is for the dashboard.
    ///
    /// - Parameters:
    ///   - event: The step.
    ///   - mutation: What its entry does.
    /// - Returns: What happened, in order.
    static func news(of event: OutboxEvent, _ mutation: Mutation) -> [Action] {
        let key = event.entry.key
        func standing(_ phase: OutboxItem.Phase) -> [Action] {
            [.outboxChanged(OutboxItem(id: key, mutation: mutation, phase: phase))]
        }
        switch event.step {
        case .held(let until): return standing(.held(until: until))
        case .offered(let reason): return standing(.offered(reason))
        case .sending: return standing(.sending)
        case .waiting(let reason, let nextTry, _): return standing(.waiting(reason, nextTry: nextTry))
        case .withdrawn: return [.outboxSettled(key), .mutationWithdrawn(mutation)]
        case .takenElsewhere: return [.outboxSettled(key), .mutationTaken(mutation)]
        case .accepted(let id): return [.outboxSettled(key), .mutationFinished(mutation, .accepted(id))]
        case .refused(let reason, _): return [.outboxSettled(key), .mutationFinished(mutation, .refused(reason))]
        case .uncertain(let reason): return [.outboxSettled(key), .mutationFinished(mutation, .uncertain(reason))]
        }
    }
}
