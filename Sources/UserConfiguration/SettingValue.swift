import BoundedYAML
import Foundation
import Yams

/// A value of the file with the name of its setting; parses it as the setting's type.
struct SettingValue {
    let name: String
    let node: Node

    var line: Int? { node.mark?.line }

    /// Whether the value is empty, `~` or `null`.
    var isEmpty: Bool { node.isNull }

    func misfit(_ reason: String) -> Misfit {
        Misfit(line: line, reason: reason)
    }

    /// A trimmed single value: not empty, at most 1,024 bytes, without control characters.
    func text() throws(Misfit) -> String {
        guard let scalar = node.scalar else { throw misfit("\(name) must be a single value.") }
        let text = scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !isEmpty, !text.isEmpty else {
            throw misfit("\(name) has no value: add one (in quotes if it begins with #), or remove the line.")
        }
        guard text.utf8.count <= 1024 else { throw misfit("\(name) is longer than 1024 bytes.") }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw misfit("\(name) contains control characters.")
        }
        return text
    }

    /// One of the raw values of an enumeration, case-insensitive.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(Misfit) -> Choice where Choice.RawValue == String {
        let text = try text()
        if let choice = Choice(rawValue: text.lowercased()) { return choice }
        throw misfit("\(name) takes \(listed(Choice.allCases.map(\.rawValue), "or")); this is \(quoted(text)).")
    }

    /// `true` or `false`, `on` or `off`, case-insensitive.
    func flag() throws(Misfit) -> Bool {
        let text = try text()
        switch text.lowercased() {
        case "true", "on": return true
        case "false", "off": return false
        default: throw misfit("\(name) takes true or false; this is \(quoted(text)).")
        }
    }

    /// A whole number in a range; `unit` names the unit in a sentence.
    func integer(in range: ClosedRange<Int>, unit: String) throws(Misfit) -> Int {
        let text = try text()
        guard let number = Int(text), range.contains(number) else {
            throw misfit(
                "\(name) takes a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound); "
                    + "this is \(quoted(text)).")
        }
        return number
    }

    /// An http or https address with only scheme, host, port and path. The error does not quote the text, which may
    /// hold a password.
    func address(such example: String) throws(Misfit) -> String {
        let text = try text()
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            url.host()?.isEmpty == false
        else { throw misfit("\(name) must be an http or https address, such as \(example).") }
        guard url.user() == nil, url.password() == nil, url.query() == nil, url.fragment() == nil else {
            throw misfit("\(name) must not contain a user name, password, query or fragment.")
        }
        return text
    }

    /// An absolute path or one with `~/`. The error does not quote it: it may be a misplaced key.
    func path() throws(Misfit) -> String {
        let text = try text()
        guard text.hasPrefix("/") || text.hasPrefix("~/"), text != "~/", text != "/" else {
            throw misfit("\(name) must be the path of a file that begins with / or ~/.")
        }
        return text
    }

    /// A program and its arguments: 1 to 64 words of at most 1,024 bytes. The error quotes none of them.
    func command() throws(Misfit) -> [String] {
        guard let sequence = node.sequence else {
            throw misfit("\(name) must be a list, such as [pass, show, mint]: it runs without a shell.")
        }
        guard (1...64).contains(sequence.count) else { throw misfit("\(name) takes 1 to 64 words.") }
        var words: [String] = []
        for word in sequence {
            guard let scalar = word.scalar else {
                throw Misfit(line: word.mark?.line ?? line, reason: "Each word of \(name) must be a single value.")
            }
            guard scalar.string.utf8.count <= 1024, !scalar.string.utf8.contains(0) else {
                let reason = "A word of \(name) contains NUL or is longer than 1024 bytes."
                throw Misfit(line: word.mark?.line ?? line, reason: reason)
            }
            words.append(scalar.string)
        }
        let program = words[0]
        guard !program.isEmpty, !program.contains("/") || program.hasPrefix("/") || program.hasPrefix("~/") else {
            throw misfit("\(name) must begin with a program: a name in PATH, or a path that begins with / or ~/.")
        }
        return words
    }
}

/// The texts in a sentence: `a, b or c`.
func listed(_ texts: [String], _ word: String) -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " \(word) " + last
}
