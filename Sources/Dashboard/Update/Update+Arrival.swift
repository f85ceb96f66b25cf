import FoundationEssentials
import MintDomain
import TerminalCore

/// Records when an update, not the user, changed the selection from `before`. A key pressed at that moment was meant
/// for the previous row.
func noteArrival(after before: DetailSubject?, _ action: Action, _ state: inout State) {
    let wished = state.selection.wished.map { DetailSubject.operation($0) }
    state.selection.wished = nil
    guard let subject = state.currentSubject, subject != before || subject == wished else { return }
    // A row that the user chose or started is expected, even if it appears before the answer. The first row
    // cannot be mistaken for another.
    let isChosen = if case .terminal = action { true } else { before == nil || subject == wished }
    state.selection.cameAt = isChosen ? nil : state.now
}

extension State {
    /// The reason why no decision about the selection is accepted at this moment; nil if one is.
    var refusalOfArrival: SafeText? {
        guard overlays.desk == nil, let cameAt = selection.cameAt, now.timeIntervalSince(cameAt) < arrivalSeconds,
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
