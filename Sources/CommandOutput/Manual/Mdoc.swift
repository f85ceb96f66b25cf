import Foundation

/// A page in the mdoc language.
package struct Mdoc {
    package private(set) var text = ""
    /// Whether the last line is a heading, which already begins a paragraph.
    private var isAfterHeading = false

    package init() {}

    /// Adds a macro line; the arguments are not escaped.
    mutating func macro(_ name: String, _ arguments: String = "") {
        if name == "Pp", isAfterHeading { return }
        text += arguments.isEmpty ? ".\(name)\n" : ".\(name) \(arguments)\n"
        isAfterHeading = name == "Sh" || name == "Ss"
    }

    /// Adds escaped text. Each sentence begins a line; lines have at most 80 bytes unless a word is longer.
    package mutating func line(_ line: String) {
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

    /// Adds an escaped line without refilling it.
    private mutating func verbatim(_ line: String) {
        guard !line.isEmpty else { return }
        text += Self.escaped(line) + "\n"
        isAfterHeading = false
    }

    /// Splits after a full stop that is followed by a capital letter or an opening parenthesis.
    private static func sentences(of line: String) -> [String] {
        var sentences: [String] = []
        var rest = line[...]
        while let stop = rest.firstMatch(of: /\.\)? (?=[A-Z(])/) {
            sentences.append(String(rest[..<stop.range.upperBound]))
            rest = rest[stop.range.upperBound...]
        }
        return sentences + [String(rest)]
    }

    /// Adds a paragraph for each line; consecutive indented lines stay together unfilled.
    package mutating func paragraphs(_ text: String?) {
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

    /// Adds a list of terms and descriptions; each term is a macro with its arguments.
    package mutating func terms(_ terms: [(term: String, text: String)]) {
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
