import TerminalCore

/// A program of the user's that is told of a notice: started as it stands, without a shell, so that nothing of a notice can
/// become a command.
package struct HookCall: Sendable, Hashable {
    private static let columnLimit = 1000

    /// The program and its arguments, exactly as they are configured.
    package let arguments: [String]
    /// What is added to the environment: `MINTOP_TITLE`, `MINTOP_BODY` and the notice's facts.
    package let environment: [String: String]

    /// - Parameters:
    ///   - arguments: The program and its arguments; nil where there is none, or one of them cannot be passed on.
    ///   - notice: What it is told.
    package init?(_ arguments: [String], for notice: Notice) {
        guard let program = arguments.first, !program.isEmpty,
            arguments.allSatisfy({ !$0.utf8.contains(0) })
        else { return nil }
        self.arguments = arguments
        var environment: [String: String] = [:]
        for (name, value) in notice.facts where Self.isName(name) {
            environment["MINTOP_" + name] = value.clipped(to: Self.columnLimit).string
        }
        environment["MINTOP_TITLE"] = notice.title.clipped(to: Self.columnLimit).string
        environment["MINTOP_BODY"] = notice.body.clipped(to: Self.columnLimit).string
        self.environment = environment
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
