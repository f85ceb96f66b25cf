package import MintDomain
package import TerminalCore

/// What a line asks for where the screen is only lines.
package enum LineCommand: Sendable, Hashable {
    /// What a line names: a number of the last list, or an id.
    package enum Target: Sendable, Hashable {
        /// From 1. `isMarked` where `#` stood before it, so that it cannot be an id.
        case number(Int, isMarked: Bool)
        case id(OperationID)
    }

    case help
    /// Everything, or what the filter lets through.
    case list(filter: String)
    /// Goes on with the last list.
    case more
    case show(Target)
    case approve(Target)
    case revise(Target, String)
    case cancel(Target)
    case resume(Target)
    case message(Target, String)
    case job(String)
    case generate(ResourceKind, String)
    case undo
    /// What is held or was left over.
    case held
    case send, keep, drop
    /// A link of it by its name; without one the only link there is.
    case open(Target, name: String?)
    /// Ids or addresses; at least one.
    case track([String])
    case watch(Target), unwatch(Target)
    case refresh, usage, arm, disarm
    case yes, no
    case quit
}

/// A line that asks for nothing there is; one sentence says why.
package struct LineMistake: Error, Sendable, Hashable, CustomStringConvertible {
    package let sentence: SafeText
    package var description: String { sentence.string }

    init(_ sentence: SafeText) {
        self.sentence = sentence
    }
}

extension LineCommand {
    /// What may be typed: the words, and what they do.
    package static let table: [(usage: SafeText, help: SafeText)] = [
        ("list [FILTER]", "what is tracked, with numbers; FILTER as in / on the screen: words, status:failed, !done"),
        ("more", "go on with the list"),
        ("show N", "all about one; N is a number of the last list, or an id"),
        ("approve N", "approve the preview"),
        ("revise N TEXT", "say what should change in the preview"),
        ("cancel N", "cancel the operation"),
        ("resume N", "go on after a top-up"),
        ("undo", "take back the newest decision that is held"),
        ("held", "the decisions that have not left; send, drop or keep decides about all of them"),
        ("generate world|model TEXT", "start a generation that stops at its preview"),
        ("job TEXT", "start a documentation job"),
        ("message N TEXT", "give a job a further instruction"),
        ("open N [NAME]", "open a file, the page or the pull request in the browser"),
        ("track ID…", "track what runs already, by ids or addresses"),
        ("watch N, unwatch N", "tell by bell and more what comes of it; no more"),
        ("refresh", "ask the server for everything now"),
        ("usage", "the Credits"),
        ("arm, disarm", "allow changes where the profile starts read-only; no more"),
        ("quit", "end"),
    ]

    private static let names = [
        "help", "list", "more", "show", "approve", "revise", "cancel", "resume", "message", "job", "generate", "undo",
        "held", "send", "keep", "drop", "open", "track", "watch", "unwatch", "refresh", "usage", "arm", "disarm", "yes",
        "no", "quit",
    ]

    /// Other words for the same.
    private static let aliases = [
        "?": "help", "ls": "list", "l": "list", "z": "undo", "y": "yes", "n": "no", "q": "quit", "exit": "quit",
        "u": "resume", "a": "approve", "r": "revise", "x": "cancel", "o": "open", "w": "watch",
    ]

    /// The longest line that is read, in bytes: more than any prompt.
    package static let lengthLimit = 64 * 1024

    /// Reads a line; nil where there is nothing on it.
    ///
    /// - Throws: What is wrong with it.
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

    /// Those that are about nothing in particular.
    private static func plain(_ name: String, _ rest: String) throws(LineMistake) -> LineCommand? {
        let alone: [String: LineCommand] = [
            "help": .help, "more": .more, "undo": .undo, "held": .held, "send": .send, "keep": .keep, "drop": .drop,
            "refresh": .refresh, "usage": .usage, "arm": .arm, "disarm": .disarm, "yes": .yes, "no": .no, "quit": .quit,
        ]
        if let command = alone[name] {
            guard rest.isEmpty else { throw LineMistake("\(name) takes nothing behind it; nothing was done.") }
            return command
        }
        switch name {
        case "list": return .list(filter: rest)
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

    /// Those that are about one operation or job.
    private static func aimed(_ name: String, _ rest: String) throws(LineMistake) -> LineCommand? {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        let text = words.count > 1 ? String(words[1].trimmed) : ""
        func alone(_ make: (Target) -> LineCommand) throws(LineMistake) -> LineCommand {
            guard text.isEmpty else {
                throw LineMistake("\(name) takes one number or id and nothing behind it; nothing was done.")
            }
            return make(try target(name, words.first))
        }
        func withText(_ make: (Target, String) -> LineCommand, _ what: String) throws(LineMistake) -> LineCommand {
            let target = try target(name, words.first)
            if text.isEmpty { throw LineMistake("\(name) needs \(what) after the number or id.") }
            return make(target, text)
        }
        switch name {
        case "show": return try alone(LineCommand.show)
        case "approve": return try alone(LineCommand.approve)
        case "cancel": return try alone(LineCommand.cancel)
        case "resume": return try alone(LineCommand.resume)
        case "watch": return try alone(LineCommand.watch)
        case "unwatch": return try alone(LineCommand.unwatch)
        case "revise": return try withText(LineCommand.revise, "what should change")
        case "message": return try withText(LineCommand.message, "what to say")
        case "open": return .open(try target(name, words.first), name: text.isEmpty ? nil : text)
        default: return nil
        }
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
    /// Without white space at both ends.
    fileprivate var trimmed: Substring {
        var rest = self
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
