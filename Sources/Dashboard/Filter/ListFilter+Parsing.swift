import TerminalCore

extension ListFilter {
    /// The maximum number of bytes of a filter. A longer text was probably pasted by mistake.
    private static let lengthLimit = 512

    /// Parses a filter.
    ///
    /// - Parameters:
    ///   - text: The text as typed.
    ///   - fields: The columns of the list, whose names are valid before a colon.
    /// - Throws: A description of the error, such as an unknown field or an incomplete regular expression.
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

    /// Splits the text at spaces. A quoted part keeps its spaces, and its first quote as a marker for plain text.
    ///
    /// After `~`, a quote is an ordinary character, and a backslash keeps the space after it.
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

    /// Whether the next character begins the value of a term.
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
        let searched = field.map { [$0] } ?? fields.indices.filter { fields[$0].isSearched }
        return Term(fields: searched, isInverse: isInverse, comparison: comparison)
    }

    /// Whether a word looks like an id, such as `op_7Hq2`. It is then searched in the id field if other words are not.
    private static func isLikeID(_ word: Substring) -> Bool {
        guard let mark = word.firstIndex(of: "_"), mark != word.startIndex else { return false }
        return word.utf8.allSatisfy { ByteSearch.isWordByte($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// Splits a word into a field name, `:` or `=`, and the value; nil without a name. `https://…` is plain text.
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

    /// The comparison of a term; nil if there is nothing to find yet.
    private static func comparison(
        _ text: Substring, isWhole: Bool, isPlain: Bool
    ) throws(FilterError) -> Comparison? {
        if text.first == "~", !isWhole {
            let expression = text.dropFirst()
            return expression.isEmpty ? nil : .expression(try FilterExpression(String(expression)))
        }
        let isQuoted = text.first == "\"" || (text.first == "'" && !isPlain)
        let wanted = isQuoted ? text.dropFirst() : text
        guard !wanted.isEmpty else { return nil }
        if isWhole { return .whole(FoldedText.bytes(wanted)) }
        return isPlain || isQuoted ? .text(FoldedText.bytes(wanted)) : .fuzzy(FuzzyPattern(wanted))
    }
}

extension ListFilter {
    /// Parses a search in a text: plain text including spaces, or a regular expression after `~`.
    ///
    /// - Throws: A description of the error in the expression.
    package init(searching text: String) throws(FilterError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw FilterError("The search is longer than \(Self.lengthLimit) bytes; shorten it.")
        }
        guard let first = text.first, text != "~" else {
            self.init(text: text, terms: [])
            return
        }
        let comparison: Comparison =
            first == "~"
            ? .expression(try FilterExpression(String(text.dropFirst()))) : .text(FoldedText.bytes(text))
        self.init(text: text, terms: [Term(fields: [0], isInverse: false, comparison: comparison)])
    }
}
