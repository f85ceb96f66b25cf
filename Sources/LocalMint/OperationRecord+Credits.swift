/// What an operation holds of the account at one moment.
struct OperationCharge: Sendable, Hashable {
    /// Set aside until the operation ends.
    var reserved: Int
    /// Spent for good.
    var finalized: Int
}

extension OperationRecord {
    var price: Int { Pricing.credits(kind, preset) }

    /// A finished operation keeps nothing reserved; one that stopped after a Preview pays for the Preview.
    func charge(in state: OperationState) -> OperationCharge {
        let preview = Pricing.previewCredits(kind, preset)
        return switch state.status {
        case .queued where plan.shortfall?.stage == .preview: OperationCharge(reserved: 0, finalized: 0)
        case .queued, .running, .previewReady: OperationCharge(reserved: price, finalized: 0)
        case .billingRequired: OperationCharge(reserved: state.preview == nil ? 0 : preview, finalized: 0)
        case .succeeded, .partiallySucceeded: OperationCharge(reserved: 0, finalized: price)
        case .failed, .canceled: OperationCharge(reserved: 0, finalized: state.preview == nil ? 0 : preview)
        }
    }
}
