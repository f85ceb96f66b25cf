package import Dashboard
package import MintDomain

/// The effects of decisions about the preview that an operation shows in this state.
extension State {
    package func approval(of id: OperationID) -> Effect { .perform(.approve(id, preview: preview(of: id))) }

    package func cancellation(of id: OperationID) -> Effect { .perform(.cancel(id, preview: preview(of: id))) }

    package func revision(of id: OperationID, _ feedback: String) -> Effect {
        .perform(.revise(id, feedback: feedback, preview: preview(of: id)))
    }
}
