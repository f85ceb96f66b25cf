import Foundation

/// Cleans a server's text for an error message: one line, at most 300 characters, no control sequences, no key.
package enum ServerText {
    /// The maximum number of characters; a longer text ends with `…`.
    package static let limit = 300

    /// Nil if nothing readable is left. Every copy of the secret is removed.
    package static func clean(_ text: String?, hiding secret: String?) -> String? {
        guard var text else { return nil }
        if let secret { text = text.replacingOccurrences(of: secret, with: "(API key)") }
        var line = String.UnicodeScalarView()
        var isAfterSpace = true
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace || isControl(scalar)
            if isSpace && isAfterSpace { continue }
            if line.count == limit {
                line.append("…")
                break
            }
            line.append(isSpace ? " " : scalar)
            isAfterSpace = isSpace
        }
        let cleaned = String(line).trimmingCharacters(in: .whitespaces)
        return cleaned.isEmpty ? nil : cleaned
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }
}
