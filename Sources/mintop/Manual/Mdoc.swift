import Foundation

/// A page in the mdoc language as it is written.
struct Mdoc {
    private(set) var text = ""
    /// Whether the newest line is a heading, which begins a paragraph already.
    private var isAfterHeading = false

    /// A line that is a request; its arguments are written as they are.
    mutating func macro(_ name: String, _ arguments: String = "") {
        if name == "Pp", isAfterHeading { return }
        text += arguments.isEmpty ? ".\(name)\n" : ".\(name) \(arguments)\n"
        isAfterHeading = name == "Sh" || name == "Ss"
    }

    /// Text, every character of which means itself: each sentence begins a line, and no line is longer than 80 bytes
    /// where its words are not.
    mutating func line(_ line: String) {
        for sentence in Self.sentences(of: line) {
            var filled = ""
            for word in sentence.split(separator: " ") {
                if !filled.isEmpty, filled.utf8.count + word.utf8.count >= 78 {
                    verbatim(filled)
                    filled = ""
                }
                filled += filled.isEmpty ? String(word) : " \(word)"
            }
            verbatim(filled)
        }
    }

    /// A line as it is, every character of which means itself.
    private mutating func verbatim(_ line: String) {
        guard !line.isEmpty else { return }
        text += Self.escaped(line) + "\n"
        isAfterHeading = false
    }

    /// The parts that end with a full stop before a word that begins with a capital letter, or in round brackets.
    private static func sentences(of line: String) -> [String] {
        var sentences: [String] = []
        var rest = line[...]
        while let stop = rest.firstMatch(of: /\.\)? (?=[A-Z(])/) {
            sentences.append(String(rest[..<stop.range.upperBound]))
            rest = rest[stop.range.upperBound...]
        }
        return sentences + [String(rest)]
    }

    /// Paragraphs: each line of the text is one, lines that are indented are kept together as they are.
    mutating func paragraphs(_ text: String?) {
        guard let text else { return }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        for (index, line) in lines.enumerated() {
            let isExample = line.hasPrefix("  ")
            let followsExample = index > 0 && lines[index - 1].hasPrefix("  ")
            if isExample, !followsExample { macro("Bd", "-literal -offset indent") }
            if !isExample { macro("Pp") }
            let words = line.trimmingCharacters(in: .whitespaces)
            isExample ? verbatim(words) : self.line(words)
            let isLast = index == lines.count - 1 || !lines[index + 1].hasPrefix("  ")
            if isExample, isLast { macro("Ed") }
        }
    }

    /// A list of terms and what they mean; each term is a macro with its arguments.
    mutating func terms(_ terms: [(term: String, text: String)]) {
        macro("Bl", "-tag -width Ds")
        for (term, text) in terms {
            macro("It", term)
            line(text)
        }
        macro("El")
    }

    private static func escaped(_ line: String) -> String {
        var result = line.replacingOccurrences(of: "\\", with: "\\e").replacingOccurrences(of: "--", with: "\\-\\-")
        if let first = result.first, first == "." || first == "'" { result = "\\&" + result }
        return result
    }
}
