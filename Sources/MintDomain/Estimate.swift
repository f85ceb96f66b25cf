/// mintop's own estimate of the progress of an operation's current stage, never a server value.
///
/// Its texts are marked as estimates (`≈`, or "slower than"); a view must mark the bar too.
package struct Estimate: Sendable, Hashable {
    /// The estimated fraction of the current stage, 0 to 0.99: only the server can report completion.
    package let approximateFraction: Double
    /// The estimated time to the end of the stage, not negative; nil once it is slower than 95 % of similar stages,
    /// when past durations no longer help.
    package let approximateRemaining: Duration?

    /// Clamps numbers to their ranges.
    package init(approximateFraction: Double, approximateRemaining: Duration?) {
        self.approximateFraction = approximateFraction.isFinite ? min(max(approximateFraction, 0), 0.99) : 0
        self.approximateRemaining = approximateRemaining.map { max($0, .zero) }
    }

    /// Whether the stage is slower than 95 % of similar ones.
    package var isSlow: Bool { approximateRemaining == nil }

    /// Such as `≈ 62 %`.
    package var fractionText: String { "≈ \(Int((approximateFraction * 100).rounded(.down))) %" }

    /// Such as `≈ 40 s left`, `≈ 3 min left` or `≈ 2 h left`; `slower than 95 %` if slow.
    package var remainingText: String {
        guard let approximateRemaining else { return "slower than 95 %" }
        let seconds = approximateRemaining / .seconds(1)
        switch seconds {
        case ..<20: return "≈ \(max(Int(seconds.rounded(.up)), 1)) s left"
        // An exact countdown would suggest an exact estimate.
        case ..<95: return "≈ \(Int((seconds / 5).rounded(.up)) * 5) s left"
        case ..<5400: return "≈ \(Int((seconds / 60).rounded())) min left"
        default: return "≈ \(Int((seconds / 3600).rounded())) h left"
        }
    }
}
