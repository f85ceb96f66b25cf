import Foundation
package import MintDomain

/// The id of a Mintlify project: letters, digits, `_` and `-`, valid as a path segment.
package struct MintlifyProjectID: Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    /// Trims the text.
    ///
    /// - Throws: `InvalidInput` for an empty id, one over 128 characters, or one with any other character.
    package init(_ text: String) throws(InvalidInput) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw InvalidInput("The Mintlify project is missing: set MINTLIFY_PROJECT_ID to the id in the dashboard.")
        }
        guard let id = OperationID(trimmed) else {
            throw InvalidInput("The Mintlify project id may hold only letters, digits, “_” and “-”, at most 128.")
        }
        rawValue = id.rawValue
    }

    package var description: String { rawValue }
}
