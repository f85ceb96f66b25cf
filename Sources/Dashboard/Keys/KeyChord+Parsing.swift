import TerminalCore

/// The reason why a text is not a key; one sentence.
struct KeyTextError: Error, Hashable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

extension KeyChord {
    /// Parses keys separated by spaces.
    ///
    /// A key is a character or a name (`Enter`, `Tab`, `Space`, `PgDn`, `F5`, `↑` …) in any case, with `Ctrl-`, `Alt-`
    /// or `Shift-` before it; `C-x`, `ctrl+x`, `^x`, `M-x` and `<c-x>` are understood too.
    init(parsing text: String) throws(KeyTextError) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { throw KeyTextError("there is no key; Space is written out") }
        guard words.count <= Self.limit else { throw KeyTextError("“\(shown(text))” has more than four keys") }
        var keys: [Key] = []
        for word in words { keys.append(try Key(parsing: word)) }
        self.init(keys)
    }
}

extension Key {
    fileprivate init(parsing word: Substring) throws(KeyTextError) {
        var rest = word
        if rest.count > 2, rest.hasPrefix("<"), rest.hasSuffix(">") { rest = rest.dropFirst().dropLast() }
        var modifiers: KeyModifiers = []
        while let (modifier, length) = Self.modifier(rest) {
            modifiers.insert(modifier)
            rest = rest.dropFirst(length)
        }
        guard let code = KeyCode(named: rest) else { throw KeyTextError("“\(shown(word))” is no key") }
        self = Key(code, modifiers)
        try settle(written: word)
    }

    /// The modifier at the start of a word and its length; the last character is always the key.
    private static func modifier(_ word: Substring) -> (KeyModifiers, length: Int)? {
        if word.first == "^", word.count == 2 { return (.control, 1) }
        guard let end = word.firstIndex(where: { $0 == "-" || $0 == "+" }), word.index(after: end) < word.endIndex
        else { return nil }
        let length = word.distance(from: word.startIndex, to: end) + 1
        return switch word[..<end].lowercased() {
        case "ctrl", "control", "c": (.control, length)
        case "alt", "meta", "m": (.alt, length)
        case "shift", "s": (.shift, length)
        default: nil
        }
    }

    /// Converts the key to the one that terminals send, or throws the reason why there is none.
    private mutating func settle(written word: Substring) throws(KeyTextError) {
        if code == .tab, modifiers.contains(.shift) { self = Key(.backTab, modifiers.subtracting(.shift)) }
        guard case .character(let character) = code else { return }
        if modifiers.contains(.shift) {
            let upper = character.uppercased()
            guard upper.count == 1, upper != character.lowercased(), let letter = upper.first else {
                throw KeyTextError("“\(shown(word))” is no key: write the character that Shift makes")
            }
            (code, modifiers) = (.character(letter), modifiers.subtracting(.shift))
        }
        guard modifiers.contains(.control) else { return }
        let lower: Character = character == " " ? "@" : character.lowercased().first ?? character
        code = .character(lower)
        switch lower {
        case "c", "z": throw KeyTextError("“\(shown(word))” never comes to mintop: the terminal takes it")
        case "i", "m", "h", "[":
            let name = ["i": "Tab", "m": "Enter", "h": "Backspace", "[": "Esc"][lower] ?? ""
            throw KeyTextError("“\(shown(word))” is the same as \(name) in a terminal: write \(name)")
        case "a"..."z", "\\", "]", "^", "_", "@": break
        default: throw KeyTextError("“\(shown(word))” is no key: Ctrl goes with letters, Space and \\ ] ^ _ @")
        }
    }
}

extension KeyCode {
    /// A character, or the name of another key in any case.
    fileprivate init?(named word: Substring) {
        if word.count == 1, let character = word.first {
            switch character {
            case "↑": self = .up
            case "↓": self = .down
            case "←": self = .left
            case "→": self = .right
            default:
                guard SafeText(word).string == word, SafeText(word).columns > 0 else { return nil }
                self = .character(character)
            }
            return
        }
        let name = word.lowercased()
        if name.first == "f", let number = Int(name.dropFirst()), (1...24).contains(number) {
            self = .function(number)
            return
        }
        guard let code = Self.names[name] else { return nil }
        self = code
    }

    private static let names: [String: KeyCode] = [
        "space": .character(" "), "enter": .enter, "return": .enter, "cr": .enter, "esc": .escape, "escape": .escape,
        "tab": .tab, "backtab": .backTab, "backspace": .backspace, "bs": .backspace, "del": .delete, "delete": .delete,
        "ins": .insert, "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home,
        "end": .end, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pgdown": .pageDown, "pagedown": .pageDown,
    ]
}

/// User text shortened for a sentence.
private func shown(_ text: some StringProtocol) -> String {
    SafeText(text).clipped(to: 24).string
}
