import Foundation

/// Makes portable file names from server texts.
package enum FileName {
    /// The maximum size of a name in bytes, with room for additions within the 255 of file systems.
    package static let maximumBytes = 120

    /// Returns a name that is safe for disks and shells: letters, digits, `-`, `_`, and one dot before the extension.
    ///
    /// Words are joined by `-`; combining marks stay with their letters. The name is never empty, never begins with a
    /// dot or a dash, and is never reserved by Windows.
    /// - Parameters:
    ///   - words: The parts of the name, most important first; empty ones are skipped.
    ///   - tail: A part that is never cut; ASCII.
    ///   - format: The format for the extension.
    /// - Returns: At most `maximumBytes` of UTF-8.
    package static func make(_ words: [String], tail: String = "", _ format: AssetFormat) -> String {
        let tail = plain(tail)
        let ending = (tail.isEmpty ? "" : "-\(tail)") + ".\(format.rawValue)"
        let stem = plain(words.map(plain).filter { !$0.isEmpty }.joined(separator: "-"))
        let cut = plain(clipped(stem, to: max(maximumBytes - ending.utf8.count, 16)))
        let name = cut.isEmpty ? (tail.isEmpty ? "file" : tail) + ".\(format.rawValue)" : cut + ending
        return isReserved(name) ? "_" + name : name
    }

    /// Returns the name with a number before its extension, as in `lamp (2).glb`.
    package static func numbered(_ name: String, _ number: Int) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name) (\(number))" }
        return "\(name[..<dot]) (\(number))\(name[dot...])"
    }

    /// Whether the name is safe for a file as it is: one path component, not hidden, without control characters.
    package static func isSafe(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && !name.hasPrefix("-") && !isReserved(name)
            && !name.hasSuffix(".") && !name.hasSuffix(" ")
            && name.unicodeScalars.allSatisfy { scalar in
                !"/\\:*?\"<>|".unicodeScalars.contains(scalar) && !isInvisible(scalar)
            }
    }

    /// A key that is equal for names that are the same on some disk, ignoring case and composition.
    package static func key(_ name: String) -> String {
        name.precomposedStringWithCanonicalMapping.lowercased()
    }

    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            if isPartOfWord(scalar) {
                result.append(scalar)
            } else if result.last != "-", !result.isEmpty {
                result.append("-")
            }
        }
        var trimmed = Substring.UnicodeScalarView(result)
        while trimmed.last == "-" { trimmed.removeLast() }
        return String(trimmed)
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .nonspacingMark, .spacingMark:
            // Fillers and selectors are invisible letters and marks.
            !scalar.properties.isDefaultIgnorableCodePoint
        default: scalar == "_"
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Cuts between characters.
    private static func clipped(_ text: String, to bytes: Int) -> String {
        var result = ""
        var count = 0
        for character in text {
            count += character.utf8.count
            if count > bytes { break }
            result.append(character)
        }
        return result
    }

    private static func isReserved(_ name: String) -> Bool {
        let stem = name.prefix { $0 != "." }.uppercased()
        if ["CON", "PRN", "AUX", "NUL"].contains(stem) { return true }
        return stem.count == 4 && (stem.hasPrefix("COM") || stem.hasPrefix("LPT")) && stem.last?.isNumber == true
    }
}
