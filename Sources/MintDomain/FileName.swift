import Foundation

/// Names for files on any disk, out of text that a server sent.
package enum FileName {
    /// The most bytes of a name: leaves room for what is put around it within the 255 of file systems.
    package static let maximumBytes = 120

    /// A name without anything a disk or a shell could trip over: letters, digits, `-`, `_`, and one dot before the ending.
    ///
    /// Words are joined by `-`; combining marks that stand for nothing of their own are kept with their letters. Never
    /// empty, never begins with a dot or a dash, never one that Windows reserves.
    /// - Parameters:
    ///   - words: parts of the name, the most important one first; empty ones are left out.
    ///   - tail: the part that must stay whole however long the words are; ASCII.
    ///   - format: gives the ending.
    /// - Returns: at most `maximumBytes` of UTF-8.
    package static func make(_ words: [String], tail: String = "", _ format: AssetFormat) -> String {
        let tail = plain(tail)
        let ending = (tail.isEmpty ? "" : "-\(tail)") + ".\(format.rawValue)"
        let stem = plain(words.map(plain).filter { !$0.isEmpty }.joined(separator: "-"))
        let cut = plain(clipped(stem, to: max(maximumBytes - ending.utf8.count, 16)))
        let name = cut.isEmpty ? (tail.isEmpty ? "file" : tail) + ".\(format.rawValue)" : cut + ending
        return isReserved(name) ? "_" + name : name
    }

    /// The name with a number before its ending, as in `lamp (2).glb`.
    package static func numbered(_ name: String, _ number: Int) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name) (\(number))" }
        return "\(name[..<dot]) (\(number))\(name[dot...])"
    }

    /// Whether the name can be given to a file as it is: one part of a path, nothing hidden, nothing a terminal obeys.
    package static func isSafe(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && !name.hasPrefix("-") && !isReserved(name)
            && !name.hasSuffix(".") && !name.hasSuffix(" ")
            && name.unicodeScalars.allSatisfy { scalar in
                !"/\\:*?\"<>|".unicodeScalars.contains(scalar) && !isInvisible(scalar)
            }
    }

    /// Two names with the same key are one name on some disk: case and composition are ignored there.
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
            // Fillers and selectors are letters and marks that nobody sees.
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

    /// Cut between characters.
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
