import Foundation

/// Text of a server for use inside an error: one line, at most 300 characters, nothing that drives a terminal, no key.
enum ServerText {
    static let limit = 300

    /// Nil where nothing readable is left. The key is cut out wherever the server repeats it.
    static func clean(_ text: String?, without key: APIKey?) -> String? {
        guard var text else { return nil }
        if let key { text = text.replacingOccurrences(of: key.secret, with: "(API key)") }
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
