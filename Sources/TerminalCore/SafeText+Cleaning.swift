extension SafeText {
    /// Removes everything that a terminal obeys; see the type's description for the rules.
    static func clean(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return String(text) }
        var result = String.UnicodeScalarView()
        for character in text {
            append(character, to: &result)
        }
        return String(result)
    }

    private static func append(_ character: Character, to result: inout String.UnicodeScalarView) {
        var hasBase = false
        var markCount = 0
        for scalar in character.unicodeScalars {
            switch TextWidth.kind(of: scalar) {
            case .blank:
                if !hasBase { result.append(" ") }
                hasBase = true
            case .dropped: continue
            case .unknown:
                if !hasBase { result.append("\u{FFFD}") }
                hasBase = true
            case .mark:
                // A mark without a base would join the character before it.
                guard hasBase, markCount < 4 else { continue }
                result.append(scalar)
                markCount += 1
            case .single, .double:
                if hasBase, isSymbol(scalar) { continue }
                result.append(letter(ofRegionalIndicator: scalar) ?? scalar)
                hasBase = true
                markCount = 0
            }
        }
    }

    /// Whether a further scalar of a cluster is part of a symbol rather than a letter or vowel sign.
    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x2000, letter(ofRegionalIndicator: scalar) == nil else { return false }
        return switch scalar.properties.generalCategory {
        case .otherSymbol, .mathSymbol, .modifierSymbol, .otherPunctuation, .dashPunctuation: true
        default: false
        }
    }

    /// `D` and `E` of a German flag: terminals disagree about the width of a pair, and each half is drawn as a letter.
    private static func letter(ofRegionalIndicator scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
        return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
    }
}
