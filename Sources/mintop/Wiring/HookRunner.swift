import Foundation
import Subprocess
import SystemPackage
import TerminalServices

/// Runs the user's programs that are told of notices: as arguments, never through a shell, each for ten seconds at most,
/// without input, its output discarded. A few run side by side, the others wait.
struct HookRunner: Sendable {
    private static let sideBySide = 4
    private static let waitingLimit = 200
    private static let timeLimit = Duration.seconds(10)
    /// What no program needs to know that is only told of something.
    private static let secrets = ["MINT_API_KEY", "MINTLIFY_API_KEY", "MINTOP_SERVE_KEY"]

    private let environment: [String: String]
    private let calls: AsyncStream<HookCall>
    private let sink: AsyncStream<HookCall>.Continuation
    private let complain: @Sendable (String) -> Void

    /// - Parameters:
    ///   - environment: The process's own.
    ///   - complain: Takes one sentence for each program that could not be run or failed.
    init(environment: [String: String], complain: @escaping @Sendable (String) -> Void) {
        self.environment = environment.filter { !Self.secrets.contains($0.key) }
        self.complain = complain
        (calls, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waitingLimit))
    }

    /// Has a program run soon; returns at once.
    func add(_ call: HookCall) {
        if case .dropped = sink.yield(call) {
            complain("Too many hooks wait already: one was not run.")
        }
    }

    /// Runs what is added until the task is canceled; then those that run are ended.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await call in calls {
                if running == Self.sideBySide {
                    await group.next()
                    running -= 1
                }
                running += 1
                group.addTask { await run(call) }
            }
            group.cancelAll()
        }
    }

    private func run(_ call: HookCall) async {
        guard let word = call.arguments.first else { return }
        let home = environment["HOME"] ?? ""
        let program = word.hasPrefix("~/") && home.hasPrefix("/") ? home + word.dropFirst(1) : word
        let result = await limited(to: Self.timeLimit, late: "was ended after 10 seconds") {
            await end(of: program, call)
        }
        if let result, !Task.isCancelled { complain("The hook \(word) \(result).") }
    }

    /// - Returns: What went wrong, as the end of a sentence; nil where nothing did.
    private func end(of program: String, _ call: HookCall) async -> String? {
        var options = PlatformOptions()
        options.createSession = true
        // The program and whatever it started, at once.
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        let variables = environment.merging(call.environment) { $1 }.map {
            (Environment.Key(stringLiteral: $0), $1)
        }
        do {
            let status = try await Subprocess.run(
                program.contains("/") ? .path(FilePath(program)) : .name(program),
                arguments: Arguments(Array(call.arguments.dropFirst())),
                environment: .custom(Dictionary(variables) { $1 }), platformOptions: options, input: .none,
                output: .discarded, error: .discarded
            ).terminationStatus
            switch status {
            case .exited(0): return nil
            case .exited(let code): return "ended with status \(code)"
            case .signaled(let signal): return "was ended by signal \(signal)"
            }
        } catch {
            return Task.isCancelled ? nil : "could not be started"
        }
    }
}
