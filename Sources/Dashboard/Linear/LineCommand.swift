package import MintDomain
package import TerminalCore

package enum LineCommand: Sendable, Hashable {
    /// The target of a command: a number in the last list, or an id.
    package enum Target: Sendable, Hashable {
        /// 1 for the first row. `isMarked` if `#` preceded it, so that it cannot be an id.
        case number(Int, isMarked: Bool)
        case id(OperationID)
    }

    case help
    /// All operations and jobs, or those that match the filter.
    case list(filter: String)
    /// The Worlds or the Models, or those that match the filter.
    case resources(ResourceKind, filter: String)
    /// Continues the last list.
    case more
    case show(Target)
    case decide(Verb, Target, Mutation.Parameters)
    case job(String)
    case generate(ResourceKind, String)
    case undo
    case held
    case send, keep, drop
    /// Opens a link by its name; nil for the only link.
    case open(Target, name: String?)
    /// Copies the text named by a word of `copies`; nil lists the available ones.
    case copy(Target, what: String?)
    /// Downloads a file by its name, or all; a last word answers the question about an existing file. Nil for the only
    /// file.
    case download(Target, words: String?)
    case stop(Target)
    /// Switches to a profile; nil lists the available ones.
    case profile(String?)
    /// Ids or addresses; at least one.
    case track([String])
    case watch(Target), unwatch(Target)
    case refresh, usage, arm, disarm
    case yes, no
    case quit
}

/// An invalid line, with one sentence as the reason.
package struct LineMistake: Error, Sendable, Hashable, CustomStringConvertible {
    package let sentence: SafeText
    package var description: String { sentence.string }

    init(_ sentence: SafeText) {
        self.sentence = sentence
    }
}

extension LineCommand {
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

    /// The words for what can be copied, by the key in the copy menu.
    static let copies: [Character: String] = [
        "i": "id", "u": "page", "n": "name", "p": "prompt", "r": "made", "j": "json", "c": "curl",
    ]

    static let aliases = [
        "?": "help", "ls": "list", "l": "list", "z": "undo", "y": "yes", "n": "no", "q": "quit", "exit": "quit",
        "u": "resume", "a": "approve", "r": "revise", "x": "cancel", "o": "open", "w": "watch",
    ]
}
