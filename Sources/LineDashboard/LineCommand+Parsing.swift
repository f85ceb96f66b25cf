import Dashboard
import MintDomain
import TerminalCore

extension LineCommand {
    /// The maximum number of bytes of a line.
    package static let lengthLimit = 64 * 1024

    /// Parses a line; nil for an empty one.
    ///
    /// - Throws: A description of the error.
    package init?(_ line: String) throws(LineMistake) {
        guard line.utf8.count <= Self.lengthLimit else {
            throw LineMistake("The line is longer than \(Self.lengthLimit) bytes; nothing was done.")
        }
        let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let first = words.first else { return nil }
        let typed = first.lowercased()
        let name = Self.aliases[typed] ?? typed
        let rest = words.count > 1 ? String(words[1].trimmed) : ""
        guard let arguments = Self.commands[name] else {
            let fits = Self.table.flatMap(\.commands).compactMap { candidate in
                FuzzyMatch(name, in: candidate.key).map { (candidate.key, $0.score) }
            }
            let near = fits.max { $0.1 < $1.1 }.map { " Did you mean \($0.0)?" } ?? ""
            throw LineMistake("There is no command “\(SafeText(first).clipped(to: 30))”.\(near) Type help.")
        }
        self = try arguments.command(name, rest)
    }

    static func newJob(_ text: String) throws(LineMistake) -> LineCommand {
        if text.isEmpty { throw LineMistake("job needs what the agent is to do.") }
        return .job(text)
    }

    static func tracking(_ text: String) throws(LineMistake) -> LineCommand {
        let ids = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if ids.isEmpty { throw LineMistake("track needs an id or an address, or several apart by spaces.") }
        return .track(ids)
    }

    static func generation(_ rest: String) throws(LineMistake) -> LineCommand {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let kind = words.first.flatMap({ ResourceKind(rawValue: $0.lowercased()) }), words.count == 2 else {
            throw LineMistake("generate needs world or model, and then what is to be made.")
        }
        return .generate(kind, String(words[1].trimmed))
    }

    fileprivate static func level(_ word: String) throws(LineMistake) -> OptimizationLevel {
        if let level = OptimizationLevel(rawValue: word.lowercased()) { return level }
        let all = OptimizationLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw LineMistake("optimize needs how much after the number or id: one of \(all).")
    }

    fileprivate static func formats(_ text: String) throws(LineMistake) -> Set<ModelFormat> {
        let words = text.split { $0.isWhitespace || $0 == "," }
        let all = ModelFormat.allCases.map(\.rawValue).joined(separator: ", ")
        var formats: Set<ModelFormat> = []
        for word in words {
            guard let format = ModelFormat(rawValue: word.lowercased()) else {
                throw LineMistake("“\(SafeText(word).clipped(to: 30))” is no format; there are \(all).")
            }
            formats.insert(format)
        }
        if formats.isEmpty { throw LineMistake("convert needs formats after the number or id: some of \(all).") }
        return formats
    }

    fileprivate static func target(_ name: String, _ word: Substring?) throws(LineMistake) -> Target {
        guard let word else { throw LineMistake("\(name) needs a number of the last list, or an id.") }
        let isMarked = word.hasPrefix("#")
        if let number = Int(isMarked ? word.dropFirst() : word), number > 0 {
            return .number(number, isMarked: isMarked)
        }
        guard !isMarked, let id = OperationID(word) else {
            throw LineMistake("“\(SafeText(word).clipped(to: 40))” is neither a number of the list nor an id.")
        }
        return .id(id)
    }
}

extension LineCommand.Arguments {
    /// Parses what follows the name.
    fileprivate func command(_ name: String, _ rest: String) throws(LineMistake) -> LineCommand {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        let text = words.count > 1 ? String(words[1].trimmed) : ""
        switch self {
        case .none(let command):
            guard rest.isEmpty else { throw LineMistake("\(name) takes no arguments; nothing was done.") }
            return command
        case .text(let make): return try make(rest)
        case .target(let make):
            guard text.isEmpty else { throw Self.excess(name) }
            return make(try LineCommand.target(name, words.first))
        case .targetAndText(let make):
            return make(try LineCommand.target(name, words.first), text.isEmpty ? nil : text)
        case .decision(let verb):
            let target = try LineCommand.target(name, words.first)
            switch verb.input {
            case .none, .generation:
                guard text.isEmpty else { throw Self.excess(name) }
                return .decide(verb, target, .none)
            case .text:
                if text.isEmpty { throw LineMistake("\(name) needs \(verb.missingText) after the number or id.") }
                return .decide(verb, target, .text(text))
            case .level: return .decide(verb, target, .level(try LineCommand.level(text)))
            case .formats: return .decide(verb, target, .formats(try LineCommand.formats(text)))
            }
        }
    }

    private static func excess(_ name: String) -> LineMistake {
        LineMistake("\(name) takes one number or id and nothing behind it; nothing was done.")
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = self
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
