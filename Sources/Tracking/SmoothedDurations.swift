import Foundation
import MintDomain

/// A smooth distribution of durations, estimated from a few samples.
///
/// A sum of log-logistic kernels around the samples, with a width by Silverman's rule for their logarithms, and a small
/// part of a wide kernel: a stage sometimes ends at once or lasts many times as long as any other.
struct SmoothedDurations: Sendable {
    /// The maximum number of kernels; more have no effect that a poll could notice.
    private static let mostKernels = 64

    /// Logarithms of seconds.
    private let centers: [Double]
    private let width: Double
    private let middle: Double
    private let strayShare: Double

    /// - Parameter ascending: Seconds, ascending, positive and not empty.
    init(ascending: [Double]) {
        let kernels = min(ascending.count, Self.mostKernels)
        centers = (0..<kernels).map { index in
            log(Quantiles.value((Double(index) + 0.5) / Double(kernels), of: ascending))
        }
        middle = Quantiles.value(0.5, of: ascending)
        strayShare = max(0.01, 1 / Double(ascending.count + 1))
        let mean = centers.reduce(0, +) / Double(kernels)
        let deviation = (centers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kernels)).squareRoot()
        let quarters = (Quantiles.value(0.75, of: centers) - Quantiles.value(0.25, of: centers)) / 1.34
        let spread = quarters > 0 ? min(deviation, quarters) : deviation
        // A logistic distribution has a standard deviation of 1.814 times its scale.
        width = max(0.02, 0.9 * spread * pow(Double(ascending.count), -0.2)) / 1.814
    }

    /// The probability that a stage lasts less than that.
    func share(below seconds: Double) -> Double {
        guard seconds > 0 else { return 0 }
        let place = log(seconds)
        let kernels = centers.reduce(0) { $0 + 1 / (1 + exp(($1 - place) / width)) } / Double(centers.count)
        let ratio = middle / seconds
        return (1 - strayShare) * kernels + strayShare / (1 + ratio * ratio)
    }
}
