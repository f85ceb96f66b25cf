/// The limits of Mint, checked before a request is sent.
///
/// Lengths count Unicode scalars, as in JSON Schema.
package enum MintLimits {
    package static let promptLength = 1...4000
    package static let feedbackLength = 1...2000
    package static let nameLength = 1...120
    package static let pageSize = 1...100
}
