/// The Credits that an operation holds at one moment.
struct OperationCharge: Sendable, Hashable {
    /// Reserved until the operation ends and is settled.
    var reserved: Int
    var finalized: Int
}

extension OperationRecord {
    var price: Int { agreedPrice ?? Pricing.generation(kind, preset ?? .standard) }

    /// The part of the price for a Preview, also if nothing follows.
    var previewPrice: Int { kind.hasPreview ? Pricing.preview(of: price) : 0 }

    /// Returns the charge. A settled operation keeps nothing reserved; one that stopped after a Preview pays for it.
    func charge(in state: OperationState) -> OperationCharge {
        let made = state.preview == nil ? 0 : previewPrice
        return switch state.status {
        case .queued where plan.shortfall?.stage == kind.firstStage: OperationCharge(reserved: 0, finalized: 0)
        case .queued, .running, .previewReady: OperationCharge(reserved: price, finalized: 0)
        case .billingRequired: OperationCharge(reserved: made, finalized: 0)
        case .succeeded, .partiallySucceeded:
            state.isSettled
                ? OperationCharge(reserved: 0, finalized: plan.finalPrice ?? price)
                : OperationCharge(reserved: price, finalized: 0)
        case .failed, .canceled: OperationCharge(reserved: 0, finalized: made)
        }
    }
}
