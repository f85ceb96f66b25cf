import Subprocess
import SystemPackage

/// A program that prints a key, run without a shell and without a terminal.
///
/// It is the leader of a session of its own, so that it cannot ask on the screen that mintop draws, and so that it and
/// everything it started can be ended together. What it writes to standard error is not looked at: it may hold the key.
struct KeyCommand {
    let source: KeySource
    /// The program and its arguments; never empty.
    let words: [String]
    let environment: [String: String]

    /// Runs the program to its end and reads the key it printed.
    ///
    /// - Throws: `KeyError`; `CancellationError` where the task is canceled, once the program and its children are dead.
    func key() async throws -> Secret {
        guard let program = words.first else { throw KeyError(.notFound, source) }
        var options = PlatformOptions()
        options.createSession = true
        // At once and for all of the session: a program that only reads a key has nothing to put in order.
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        let executable: Executable =
            program.contains("/")
            ? .path(FilePath(HomePath.expanded(program, in: environment) ?? program)) : .name(program)
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        let result: ExecutionResult<Void, BytesOutput, DiscardedOutput>
        do {
            result = try await run(
                executable, arguments: Arguments(Array(words.dropFirst())),
                environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
                platformOptions: options, input: .none, output: .bytes(limit: KeyText.byteLimit), error: .discarded)
        } catch {
            try Task.checkCancellation()
            throw translated(error)
        }
        try Task.checkCancellation()
        switch result.terminationStatus {
        case .exited(0): return try KeyText.key(in: result.standardOutput, from: source)
        case .exited(let status): throw KeyError(.exitStatus(Int(status)), source)
        case .signaled(let signal): throw KeyError(.signal(Int(signal)), source)
        }
    }

    private func translated(_ error: any Error) -> KeyError {
        guard let error = error as? SubprocessError else { return KeyError(.notStarted("unknown"), source) }
        switch error.code {
        case .executableNotFound: return KeyError(.notFound, source)
        case .outputLimitExceeded: return KeyError(.tooLong, source)
        default: return KeyError(.notStarted(error.underlyingError.map { "\($0)" } ?? "no reason given"), source)
        }
    }
}
