import FoundationEssentials
import MintDomain
import TerminalCore

/// Notes when news put another row under the keys than the one that was there: whoever presses a key in that moment means
/// the one before.
///
/// - Parameters:
///   - before: What was selected before the action.
///   - action: What happened.
///   - state: The state after it.
func noteArrival(after before: DetailSubject?, _ action: Action, _ state: inout State) {
    let wished = state.wished.map { DetailSubject.operation($0) }
    state.wished = nil
    guard let subject = state.currentSubject, subject != before else { return }
    // What a person chose or started is what the person means, and where nothing was nothing else can be meant.
    let isChosen = if case .terminal = action { true } else { before == nil || subject == wished }
    state.selectionCameAt = isChosen ? nil : state.now
}

extension State {
    /// Why nothing is decided about the selection in this moment; nil where it may be.
    var refusalOfArrival: SafeText? {
        guard desk == nil, let cameAt = selectionCameAt, now.timeIntervalSince(cameAt) < arrivalSeconds,
            let subject = currentSubject
        else { return nil }
        let id: String =
            switch subject {
            case .operation(let id): id.rawValue
            case .resource(_, let id): id.rawValue
            }
        return "\(SafeText(id)) came under the cursor just now: look at it first."
    }
}
