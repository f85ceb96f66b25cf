import Foundation
import MintDomain

extension TrackedOperation {
    /// The creation date if known, otherwise the date of tracking.
    var beganAt: Date { operation?.createdAt ?? trackedAt }
}
