import TerminalCore

/// A call of the user's hook program for a notice, without a shell, so that no part of a notice becomes a command.
package struct HookCall: Sendable, Hashable {
    private static let columnLimit = 1000

    /// The program and its arguments, exactly as configured.
    package let arguments: [String]
    /// The additional environment: `MINTOP_TITLE`, `MINTOP_BODY` and the notice's facts.
    package let environment: [String: String]

    /// - Parameters:
    ///   - arguments: The program and its arguments; nil if empty or if one cannot be passed.
    ///   - notice: The notice.
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
