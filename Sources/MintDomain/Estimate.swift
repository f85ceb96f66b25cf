/// A guess of mintop's own about how far an operation is in its present stage, never a number of the server.
///
/// Its texts carry the mark of a guess (`≈`, or "slower than"); a view that draws the bar must draw it as one too.
package struct Estimate: Sendable, Hashable {
    /// The guessed part of the present stage that is over, 0 to 0.99: only the server can say that it is done.
    package let approximateFraction: Double
    /// The guessed time to the end of the stage, not negative; nil once it is slower than 95 % of its like, where
    /// the past tells nothing useful any more.
    package let approximateRemaining: Duration?

    /// Puts a guess together; numbers outside their ranges are taken to the nearest end.
    package init(approximateFraction: Double, approximateRemaining: Duration?) {
        self.approximateFraction = approximateFraction.isFinite ? min(max(approximateFraction, 0), 0.99) : 0
        self.approximateRemaining = approximateRemaining.map { max($0, .zero) }
    }

    /// Whether the stage lasts longer than 95 % of its like did.
    package var isSlow: Bool { approximateRemaining == nil }

    /// Such as `≈ 62 %`.
    package var fractionText: String { "≈ \(Int((approximateFraction * 100).rounded(.down))) %" }

    /// Such as `≈ 40 s left`, `≈ 3 min left` or `≈ 2 h left`; `slower than 95 %` where it is.
    package var remainingText: String {
        guard let approximateRemaining else { return "slower than 95 %" }
        let seconds = approximateRemaining / .seconds(1)
        switch seconds {
        case ..<20: return "≈ \(max(Int(seconds.rounded(.up)), 1)) s left"
        // A guess that counts every second down would look like knowledge.
        case ..<95: return "≈ \(Int((seconds / 5).rounded(.up)) * 5) s left"
        case ..<5400: return "≈ \(Int((seconds / 60).rounded())) min left"
        default: return "≈ \(Int((seconds / 3600).rounded())) h left"
        }
    }
}
