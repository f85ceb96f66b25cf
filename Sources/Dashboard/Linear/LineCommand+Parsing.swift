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
        var found = try Self.plain(name, rest)
        if found == nil { found = try Self.aimed(name, rest) }
        guard let command = found else {
            let fits = Self.names.compactMap { candidate in
                FuzzyMatch(name, in: candidate).map { (candidate, $0.score) }
            }
            let near = fits.max { $0.1 < $1.1 }.map { " Did you mean \($0.0)?" } ?? ""
            throw LineMistake("There is no command “\(SafeText(first).clipped(to: 30))”.\(near) Type help.")
        }
        self = command
    }

    /// The commands without a target.
    private static func plain(_ name: String, _ rest: String) throws(LineMistake) -> LineCommand? {
        let alone: [String: LineCommand] = [
            "help": .help, "more": .more, "undo": .undo, "held": .held, "send": .send, "keep": .keep, "drop": .drop,
            "refresh": .refresh, "usage": .usage, "arm": .arm, "disarm": .disarm, "yes": .yes, "no": .no, "quit": .quit,
        ]
        if let command = alone[name] {
            guard rest.isEmpty else { throw LineMistake("\(name) takes no arguments; nothing was done.") }
            return command
        }
        switch name {
        case "list": return .list(filter: rest)
        case "worlds": return .resources(.world, filter: rest)
        case "models": return .resources(.model, filter: rest)
        case "profile": return .profile(rest.isEmpty ? nil : rest)
        case "job":
            if rest.isEmpty { throw LineMistake("job needs what the agent is to do.") }
            return .job(rest)
        case "track":
            let ids = rest.split(whereSeparator: \.isWhitespace).map(String.init)
            if ids.isEmpty { throw LineMistake("track needs an id or an address, or several apart by spaces.") }
            return .track(ids)
        case "generate": return try generation(rest)
        default: return nil
        }
    }

    private static func generation(_ rest: String) throws(LineMistake) -> LineCommand {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard let kind = words.first.flatMap({ ResourceKind(rawValue: $0.lowercased()) }), words.count == 2 else {
            throw LineMistake("generate needs world or model, and then what is to be made.")
        }
        return .generate(kind, String(words[1].trimmed))
    }

    /// The commands with a target.
    private static func aimed(_ name: String, _ rest: String) throws(LineMistake) -> LineCommand? {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        let text = words.count > 1 ? String(words[1].trimmed) : ""
        func alone(_ make: (Target) -> LineCommand) throws(LineMistake) -> LineCommand {
            guard text.isEmpty else {
                throw LineMistake("\(name) takes one number or id and nothing behind it; nothing was done.")
            }
            return make(try target(name, words.first))
        }
        if let verb = Verb(named: name), verb.target != .new {
            let target = try target(name, words.first)
            switch verb.input {
            case .none, .generation: return try alone { .decide(verb, $0, .none) }
            case .text:
                if text.isEmpty { throw LineMistake("\(name) needs \(verb.missingText) after the number or id.") }
                return .decide(verb, target, .text(text))
            case .level: return .decide(verb, target, .level(try level(text)))
            case .formats: return .decide(verb, target, .formats(try formats(text)))
            }
        }
        switch name {
        case "show": return try alone(LineCommand.show)
        case "watch": return try alone(LineCommand.watch)
        case "unwatch": return try alone(LineCommand.unwatch)
        case "open": return .open(try target(name, words.first), name: text.isEmpty ? nil : text)
        case "copy": return .copy(try target(name, words.first), what: text.isEmpty ? nil : text)
        case "download": return .download(try target(name, words.first), words: text.isEmpty ? nil : text)
        case "stop": return try alone(LineCommand.stop)
        default: return nil
        }
    }

    private static func level(_ word: String) throws(LineMistake) -> OptimizationLevel {
        if let level = OptimizationLevel(rawValue: word.lowercased()) { return level }
        let all = OptimizationLevel.allCases.map(\.rawValue).joined(separator: ", ")
        throw LineMistake("optimize needs how much after the number or id: one of \(all).")
    }

    private static func formats(_ text: String) throws(LineMistake) -> Set<ModelFormat> {
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

    private static func target(_ name: String, _ word: Substring?) throws(LineMistake) -> Target {
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

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = self
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
