package import MintDomain
import TerminalCore

extension Command {
    /// The verb that the command decides with; nil for other commands.
    package var verb: Verb? { Self.verbs[self] }

    /// A command is named after its verb: `operation.approve`. Starts have one command, which opens a form.
    private static let verbs = Dictionary(
        uniqueKeysWithValues: Verb.all.filter { $0.target != .new }.compactMap { verb in
            allCases.first { $0.rawValue.hasSuffix("." + verb.name) }.map { ($0, verb) }
        })

    fileprivate static let ofVerbs = Dictionary(uniqueKeysWithValues: verbs.map { ($1, $0) })
}

extension Verb {
    /// The verbs without further input, which decide about several operations at once.
    static let withoutInput = all.filter { $0.input == .none }
    /// The verbs about an operation of Mint.
    static let aboutOperation = all.filter { $0.service == .mint && $0.target == .operation }
    /// The verbs about a World or a Model.
    static let aboutResource = all.filter { $0.target == .resource }

    package var command: Command { Command.ofVerbs[self] ?? .create }

    /// The name as a title: `Approve`.
    var title: SafeText { SafeText(name.prefix(1).uppercased() + name.dropFirst()) }
}
