/// The number of splats in a World's file; the raw value is the tier's name in the API.
package enum SplatTier: String, Sendable, CaseIterable {
    case small = "100k"
    case medium = "500k"
    case full = "full_res"

    package var count: Int {
        switch self {
        case .small: 100_000
        case .medium: 500_000
        case .full: 1_000_000
        }
    }
}
