/// What Mint accepts, checked before anything is sent (contract/README.md A3, A7).
///
/// Lengths count Unicode scalars, as JSON Schema does.
package enum MintLimits {
    package static let promptLength = 1...4000
    package static let feedbackLength = 1...2000
    package static let nameLength = 1...120
    package static let pageSize = 1...100
}
