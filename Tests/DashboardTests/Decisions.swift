import Dashboard
import MintDomain

/// The effects of decisions about the preview that an operation shows in this state.
extension State {
    func approval(of id: OperationID) -> Effect { .perform(.approve(id, preview: preview(of: id))) }

    func cancellation(of id: OperationID) -> Effect { .perform(.cancel(id, preview: preview(of: id))) }

    func revision(of id: OperationID, _ feedback: String) -> Effect {
        .perform(.revise(id, feedback: feedback, preview: preview(of: id)))
    }
}
