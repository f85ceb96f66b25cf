import TerminalCore

extension ListFilter {
    /// A longer one is a paste and no filter.
    private static let lengthLimit = 512

    /// Reads what was typed.
    ///
    /// - Parameters:
    ///   - text: What was typed.
    ///   - fields: The list's columns; a name before a colon has to be one of them.
    /// - Throws: What is wrong, for instance a field that is not there, or half a regular expression.
    package init(_ text: String, fields: [FilterField]) throws(FilterError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw FilterError("The filter is longer than \(Self.lengthLimit) bytes; shorten it.")
        }
        var terms: [Term] = []
        for word in Self.words(of: text) {
            if let term = try Self.term(word[...], fields) { terms.append(term) }
        }
        self.init(text: text, terms: terms)
    }

    /// The words between spaces; a quoted part keeps its spaces and its first quote, as a mark of plain text.
    ///
    /// After `~` a quote is a character like any other, and a backslash keeps the space after it.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        var isPattern = false
        var isEscaped = false
        for character in text {
            if isPattern, isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == " ", !isQuoted {
                if !word.isEmpty { words.append(word) }
                (word, isPattern) = ("", false)
            } else if character == "\"", !isPattern {
                if !isQuoted { word.append(character) }
                isQuoted.toggle()
            } else {
                if character == "~", isBegun(word) { isPattern = true }
                isEscaped = isPattern && character == "\\"
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Whether what comes next is the beginning of what a term looks for.
    private static func isBegun(_ word: String) -> Bool {
        word.isEmpty || word == "!" || word.hasSuffix(":")
    }

    private static func term(_ word: Substring, _ fields: [FilterField]) throws(FilterError) -> Term? {
        var rest = word
        let isInverse = rest.first == "!"
        if isInverse { rest = rest.dropFirst() }
        var field: Int?
        var isWhole = false
        if let (name, mark, value) = split(rest) {
            guard let index = fields.firstIndex(where: { $0.name == name }) else {
                throw FilterError(
                    "There is no field “\(SafeText(name).clipped(to: 20))”; there are \(listed(fields)). Put it in quotes to look for the text."
                )
            }
            field = index
            isWhole = mark == "="
            rest = value
        } else if let id = fields.firstIndex(where: { $0.name == "id" && !$0.isSearched }), isLikeID(rest) {
            field = id
        }
        guard let comparison = try comparison(rest, isWhole: isWhole, isPlain: isInverse || field != nil) else {
            return nil
        }
        return Term(field: field, isInverse: isInverse, comparison: comparison)
    }

    /// Whether a word looks like an id, such as `op_7Hq2`, which is looked for among the ids where other words are not.
    private static func isLikeID(_ word: Substring) -> Bool {
        guard let mark = word.firstIndex(of: "_"), mark != word.startIndex else { return false }
        return word.utf8.allSatisfy { ByteSearch.isWordByte($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// A field's name, `:` or `=`, and what follows; nil where the word does not begin with a name. `https://…` is text.
    private static func split(_ word: Substring) -> (name: String, mark: Character, value: Substring)? {
        guard let end = word.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return nil }
        let name = word[..<end]
        let value = word[word.index(after: end)...]
        guard !name.isEmpty, name.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) && $0 != 0x40 }),
            !value.hasPrefix("//")
        else { return nil }
        return (name.lowercased(), word[end], value)
    }

    private static func listed(_ fields: [FilterField]) -> String {
        fields.map(\.name).joined(separator: ", ")
    }

    /// How a term compares; nil where there is nothing to look for yet.
    private static func comparison(
        _ text: Substring, isWhole: Bool, isPlain: Bool
    ) throws(FilterError) -> Comparison? {
        if text.first == "~", !isWhole {
            let expression = text.dropFirst()
            guard !expression.isEmpty else { return nil }
            let pattern = try FilterPattern(String(expression))
            return pattern.plainBytes.map { .text($0) } ?? .pattern(pattern)
        }
        let isQuoted = text.first == "\"" || (text.first == "'" && !isPlain)
        let wanted = isQuoted ? text.dropFirst() : text
        guard !wanted.isEmpty else { return nil }
        if isWhole { return .whole(FoldedText.bytes(wanted)) }
        return isPlain || isQuoted ? .text(FoldedText.bytes(wanted)) : .fuzzy(FuzzyPattern(wanted))
    }
}

extension ListFilter {
    /// Reads what is searched for in a text: all of it as it stands, spaces and all, or after `~` a regular expression.
    ///
    /// - Throws: What is wrong with the expression.
    package init(searching text: String) throws(FilterError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw FilterError("The search is longer than \(Self.lengthLimit) bytes; shorten it.")
        }
        guard let first = text.first, text != "~" else {
            self.init(text: text, terms: [])
            return
        }
        let comparison: Comparison
        if first == "~" {
            let pattern = try FilterPattern(String(text.dropFirst()))
            comparison = pattern.plainBytes.map { .text($0) } ?? .pattern(pattern)
        } else {
            comparison = .text(FoldedText.bytes(text))
        }
        self.init(text: text, terms: [Term(field: nil, isInverse: false, comparison: comparison)])
    }
}
