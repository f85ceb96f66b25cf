import ArgumentParser
import Foundation
import Sessions

struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The profile to use: local, env, or one of the settings file.", valueName: "name"),
        completion: .shellCommand("mintop profiles 2>/dev/null | cut -d ' ' -f 1"))
    var profile: String?
    @Flag(help: "Use the embedded local Mint even if a key is set.")
    var local = false
    @Flag(help: "Refuse all changes at a server.")
    var readOnly = false

    var selection: ServerSelection { ServerSelection(profile: profile, isLocal: local, isReadOnly: readOnly) }
}

extension Session {
    /// Runs the body in a session on the selected server.
    static func run<Value: Sendable>(
        _ options: ServerOptions, isScreen: Bool = false,
        _ body: @escaping @Sendable (Session) async throws -> Value
    ) async throws -> Value {
        try await run(options.selection, clocks: .system, isScreen: isScreen, body)
    }
}

extension Clocks {
    static let system = Clocks(now: { Date() }, monotonic: ContinuousClock())
}
