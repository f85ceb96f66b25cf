package import Foundation

/// The rule by which a storage prunes its rows, by their age.
///
/// - Ended operations and settled decisions are kept for `rows`, the newest `newestOperations` operations longer, and
///   messages as long as their job. Unfinished operations and unsettled decisions are never removed.
/// - Stage durations, samples of Credits and activity are kept for `statistics`, also of removed operations.
package enum Retention {
    package static let rows: TimeInterval = 30 * 24 * 60 * 60
    package static let newestOperations = 2000
    package static let statistics: TimeInterval = 400 * 24 * 60 * 60
}
