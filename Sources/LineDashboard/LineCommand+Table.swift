import Dashboard
import MintDomain
package import TerminalCore

extension LineCommand {
    /// The arguments after the name of a command.
    enum Arguments: Sendable {
        case none(LineCommand)
        case text(@Sendable (String) throws(LineMistake) -> LineCommand)
        case target(@Sendable (Target) -> LineCommand)
        /// A target, then words or nothing.
        case targetAndText(@Sendable (Target, String?) -> LineCommand)
        case decision(Verb)
    }

    /// A line of the help: one or more commands.
    package struct Row: Sendable {
        /// Empty for commands that the help does not list.
        package let usage: SafeText
        package let help: SafeText
        let commands: KeyValuePairs<String, Arguments>

        init(_ usage: SafeText, _ help: SafeText, _ commands: KeyValuePairs<String, Arguments>) {
            (self.usage, self.help, self.commands) = (usage, help, commands)
        }

        /// A decision has the help of its key.
        init(_ verb: Verb, _ arguments: SafeText = "") {
            let help = verb.command.help.string
            self.init(
                SafeText(verb.name) + " N" + arguments, SafeText(help.prefix(1).lowercased() + help.dropFirst()),
                [verb.name: .decision(verb)])
        }
    }

    package static let table = [
        Row(
            "list [FILTER]",
            "what is tracked, with numbers; FILTER as in / on the screen: words, status:failed, !done",
            ["list": .text { .list(filter: $0) }]),
        Row(
            "worlds [FILTER], models [FILTER]", "what was made, with numbers, newest first",
            ["worlds": .text { .resources(.world, filter: $0) }, "models": .text { .resources(.model, filter: $0) }]),
        Row("more", "go on with the list", ["more": .none(.more)]),
        Row("show N", "all about one; N is a number of the last list, or an id", ["show": .target { .show($0) }]),
        Row(.approve), Row(.revise, " TEXT"), Row(.cancel), Row(.resume),
        Row("undo", "take back the newest decision that is held", ["undo": .none(.undo)]),
        Row(
            "held", "the decisions that have not left; send, drop or keep decides about all of them",
            ["held": .none(.held)]),
        Row(
            "generate world|model TEXT", "start a generation that stops at its preview",
            ["generate": .text(generation)]),
        Row(.retry), Row(.optimize, " light|moderate|aggressive"), Row(.convert, " FORMAT…"),
        Row("job TEXT", "start a documentation job", ["job": .text(newJob)]), Row(.message, " TEXT"),
        Row(
            "open N [NAME]", "open a file, the page or the pull request in the browser",
            ["open": .targetAndText { .open($0, name: $1) }]),
        Row(
            "copy N [WHAT]", "put its id, page, prompt, json or curl line into the clipboard",
            ["copy": .targetAndText { .copy($0, what: $1) }]),
        Row(
            "download N [NAME|all], stop N", "fetch a file, all of them, or stop; a stopped one goes on later",
            ["download": .targetAndText { .download($0, words: $1) }, "stop": .target { .stop($0) }]),
        Row("track ID…", "track what runs already, by ids or addresses", ["track": .text(tracking)]),
        Row(
            "watch N, unwatch N", "tell by bell and more what comes of it; no more",
            ["watch": .target { .watch($0) }, "unwatch": .target { .unwatch($0) }]),
        Row("refresh", "ask the server for everything now", ["refresh": .none(.refresh)]),
        Row("usage", "the Credits", ["usage": .none(.usage)]),
        Row(
            "arm, disarm", "allow changes where the profile starts read-only; no more",
            ["arm": .none(.arm), "disarm": .none(.disarm)]),
        Row(
            "profile [NAME]", "go on with another profile; which there are",
            ["profile": .text { .profile($0.isEmpty ? nil : $0) }]),
        Row("quit", "end", ["quit": .none(.quit)]),
        Row(
            "", "",
            [
                "help": .none(.help), "send": .none(.send), "keep": .none(.keep), "drop": .none(.drop),
                "yes": .none(.yes), "no": .none(.no),
            ]),
    ]

    static let commands = Dictionary(table.flatMap(\.commands), uniquingKeysWith: { first, _ in first })

    /// The words for what can be copied, by the key in the copy menu.
    static let copies: [Character: String] = [
        "i": "id", "u": "page", "n": "name", "p": "prompt", "r": "made", "j": "json", "c": "curl",
    ]

    static let aliases = [
        "?": "help", "ls": "list", "l": "list", "z": "undo", "y": "yes", "n": "no", "q": "quit", "exit": "quit",
        "u": "resume", "a": "approve", "r": "revise", "x": "cancel", "o": "open", "w": "watch",
    ]
}
