import Foundation
import MintDomain

/// The distribution that some durations hint at, without the accidents of the few that were seen.
///
/// A sum of log-logistic kernels around the samples, of the width that Silverman's rule gives to their logarithms,
/// and a little of a wide one: a stage now and then is over at once or lasts many times as long as any other.
struct SmoothedDurations: Sendable {
    /// More kernels than this change nothing that a poll could notice.
    private static let mostKernels = 64

    /// Logarithms of seconds.
    private let centres: [Double]
    private let width: Double
    private let middle: Double
    private let strayShare: Double

    /// - Parameter ascending: Seconds, ascending, above zero and not empty.
    init(ascending: [Double]) {
        let kernels = min(ascending.count, Self.mostKernels)
        centres = (0..<kernels).map { index in
            log(Quantiles.value((Double(index) + 0.5) / Double(kernels), of: ascending))
        }
        middle = Quantiles.value(0.5, of: ascending)
        strayShare = max(0.01, 1 / Double(ascending.count + 1))
        let mean = centres.reduce(0, +) / Double(kernels)
        let deviation = (centres.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kernels)).squareRoot()
        let quarters = (Quantiles.value(0.75, of: centres) - Quantiles.value(0.25, of: centres)) / 1.34
        let spread = quarters > 0 ? min(deviation, quarters) : deviation
        // A logistic distribution has 1.814 times its scale as standard deviation.
        width = max(0.02, 0.9 * spread * pow(Double(ascending.count), -0.2)) / 1.814
    }

    /// The chance that a stage lasts less than so many seconds.
    func share(below seconds: Double) -> Double {
        guard seconds > 0 else { return 0 }
        let place = log(seconds)
        let kernels = centres.reduce(0) { $0 + 1 / (1 + exp(($1 - place) / width)) } / Double(centres.count)
        let ratio = middle / seconds
        return (1 - strayShare) * kernels + strayShare / (1 + ratio * ratio)
    }
}
