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
    /// The Worlds or the Models, as far as the filter lets them through.
    case resources(ResourceKind, filter: String)
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
    /// Tries again what failed, as a new operation.
    case retry(Target)
    case optimize(Target, OptimizationLevel)
    case convert(Target, Set<ModelFormat>)
    case undo
    /// What is held or was left over.
    case held
    case send, keep, drop
    /// A link of it by its name; without one the only link there is.
    case open(Target, name: String?)
    /// Puts something of it into the clipboard, by a word of `copies`; without one says what there is.
    case copy(Target, what: String?)
    /// A file of it by its name, and perhaps what becomes of another one in its place; without a name the only file.
    case download(Target, words: String?)
    /// Stops its downloads.
    case stop(Target)
    /// Goes on with another profile; without a name, says which there are.
    case profile(String?)
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
        ("worlds [FILTER], models [FILTER]", "what was made, with numbers, newest first"),
        ("more", "go on with the list"),
        ("show N", "all about one; N is a number of the last list, or an id"),
        ("approve N", "approve the preview"),
        ("revise N TEXT", "say what should change in the preview"),
        ("cancel N", "cancel the operation"),
        ("resume N", "go on after a top-up"),
        ("undo", "take back the newest decision that is held"),
        ("held", "the decisions that have not left; send, drop or keep decides about all of them"),
        ("generate world|model TEXT", "start a generation that stops at its preview"),
        ("retry N", "try again what failed, as a new operation"),
        ("optimize N light|moderate|aggressive", "have a lighter file of a model made"),
        ("convert N FORMAT…", "have other formats of a model made: glb, obj, stl, usdz, fbx"),
        ("job TEXT", "start a documentation job"),
        ("message N TEXT", "give a job a further instruction"),
        ("open N [NAME]", "open a file, the page or the pull request in the browser"),
        ("copy N [WHAT]", "put its id, page, prompt, json or curl line into the clipboard"),
        ("download N [NAME|all], stop N", "fetch a file, all of them, or stop; a stopped one goes on later"),
        ("track ID…", "track what runs already, by ids or addresses"),
        ("watch N, unwatch N", "tell by bell and more what comes of it; no more"),
        ("refresh", "ask the server for everything now"),
        ("usage", "the Credits"),
        ("arm, disarm", "allow changes where the profile starts read-only; no more"),
        ("profile [NAME]", "go on with another profile; which there are"),
        ("quit", "end"),
    ]

    static let names = [
        "help", "list", "worlds", "models", "more", "show", "approve", "revise", "cancel", "resume", "message", "job",
        "generate", "retry", "optimize", "convert", "undo", "held", "send", "keep", "drop", "open", "copy", "download",
        "stop", "track", "watch", "unwatch", "refresh", "usage", "arm", "disarm", "yes", "no", "profile", "quit",
    ]

    /// What can be copied, by the key of the menu on the screen.
    static let copies: [Character: String] = [
        "i": "id", "u": "page", "n": "name", "p": "prompt", "r": "made", "j": "json", "c": "curl",
    ]

    /// Other words for the same.
    static let aliases = [
        "?": "help", "ls": "list", "l": "list", "z": "undo", "y": "yes", "n": "no", "q": "quit", "exit": "quit",
        "u": "resume", "a": "approve", "r": "revise", "x": "cancel", "o": "open", "w": "watch",
    ]
}
