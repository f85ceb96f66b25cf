import ChildPrograms
import UserConfiguration
package import TerminalServices

/// Runs the user's hook programs: with arguments, never through a shell, each for at most ten seconds, without input,
/// its output discarded. At most four run at a time; up to 200 wait.
package struct HookRunner: Sendable {
    private static let sideBySide = 4
    private static let waitingLimit = 200
    private static let timeLimit = Duration.seconds(10)

    private let environment: [String: String]
    private let calls: AsyncStream<HookCall>
    private let sink: AsyncStream<HookCall>.Continuation
    private let complain: @Sendable (String) -> Void

    /// `complain` receives one sentence for each program that could not be run or failed.
    package init(environment: [String: String], complain: @escaping @Sendable (String) -> Void) {
        self.environment = environment
        self.complain = complain
        (calls, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waitingLimit))
    }

    /// Queues a program and returns at once.
    package func add(_ call: HookCall) {
        if case .dropped = sink.yield(call) {
            complain("Skipped a hook: too many are waiting.")
        }
    }

    /// Runs queued programs until the task is canceled, then ends those that still run.
    package func run() async {
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
        let program = HomePath.expanded(word, in: environment) ?? word
        let result = await limited(to: Self.timeLimit, late: "was stopped after 10 seconds") {
            await end(of: program, call)
        }
        if let result, !Task.isCancelled { complain("The hook \(word) \(result).") }
    }

    /// - Returns: The failure, as the end of a sentence; nil on success.
    private func end(of program: String, _ call: HookCall) async -> String? {
        let child = ChildProgram(
            program, Array(call.arguments.dropFirst()), environment: environment.merging(call.environment) { $1 })
        do {
            switch try await child.run().ending {
            case .exited(0): return nil
            case .exited(let code): return "exited with status \(code)"
            case .signaled(let signal): return "was killed by signal \(signal)"
            }
        } catch {
            return Task.isCancelled ? nil : "could not be started"
        }
    }
}
