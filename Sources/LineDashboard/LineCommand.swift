import Dashboard
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
