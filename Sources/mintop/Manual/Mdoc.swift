import Foundation

/// A page in the mdoc language as it is written.
struct Mdoc {
    private(set) var text = ""

    /// A line that is a request; its arguments are written as they are.
    mutating func macro(_ name: String, _ arguments: String = "") {
        text += arguments.isEmpty ? ".\(name)\n" : ".\(name) \(arguments)\n"
    }

    /// A line of text, every character of which means itself.
    mutating func line(_ line: String) {
        guard !line.isEmpty else { return }
        text += Self.escaped(line) + "\n"
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
            self.line(line.trimmingCharacters(in: .whitespaces))
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
