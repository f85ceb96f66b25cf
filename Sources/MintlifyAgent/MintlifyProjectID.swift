import Foundation
package import MintDomain

/// The id of a Mintlify project: letters, digits, `_` and `-`, so that it is a path segment as it is.
package struct MintlifyProjectID: Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    /// Takes the text without white space around it.
    ///
    /// - Throws: `InvalidInput` for an empty one, one of more than 128 characters, or one with any other character.
    package init(_ text: String) throws(InvalidInput) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw InvalidInput("The Mintlify project is missing: set MINTLIFY_PROJECT_ID to the id in the dashboard.")
        }
        // The same characters as an operation's id.
        guard let id = OperationID(trimmed) else {
            throw InvalidInput("The Mintlify project id may hold only letters, digits, “_” and “-”, at most 128.")
        }
        rawValue = id.rawValue
    }

    package var description: String { rawValue }
}
