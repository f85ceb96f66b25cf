import Foundation

/// Text of a server for use inside an error: one line, at most 300 characters, nothing that drives a terminal, no key.
package enum ServerText {
    /// The most characters of one text; a longer one ends with `…`.
    package static let limit = 300

    /// Nil where nothing readable is left. The secret is cut out wherever the server repeats it.
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
