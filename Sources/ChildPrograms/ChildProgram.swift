import CFileSystem
import Subprocess
import SystemPackage

/// A child program, run without a shell and without mintop's keys in its environment.
package struct ChildProgram: Sendable {
    package enum Ending: Sendable, Hashable {
        case exited(Int)
        case signaled(Int)
    }

    package enum Failure: Error, Sendable, Hashable {
        case notFound
        /// The system's message for a program that exists but did not start.
        case notStarted(String)
        /// The program printed more than the limit and was killed.
        case tooMuchOutput
    }

    static let keyVariables: Set<String> = ["MINT_API_KEY", "MINTLIFY_API_KEY", "MINTOP_SERVE_KEY"]

    private let executable: Executable
    private let arguments: [String]
    private let environment: [String: String]

    /// The program is a path if it contains a slash, otherwise a name to look up in `PATH`. Variables that hold
    /// mintop's keys are removed from the environment.
    package init(_ program: String, _ arguments: [String] = [], environment: [String: String]) {
        executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        self.arguments = arguments
        self.environment = environment.filter { !Self.keyVariables.contains($0.key) }
    }

    /// Runs the program to its end in its own session, so that it cannot use the screen.
    ///
    /// Standard error is discarded. Output is limited to `outputLimit` bytes; 0 discards it. Canceling the task kills
    /// the program and its children.
    /// - Throws: `Failure`; `CancellationError` after a canceled task's program is dead.
    package func run(input: [UInt8] = [], outputLimit: Int = 0) async throws -> (ending: Ending, output: [UInt8]) {
        // A file rather than a pipe: a program that ends before it reads everything causes no broken pipe.
        let file = input.withUnsafeBytes { mintop_memory_file($0.baseAddress, $0.count) }
        guard file >= 0 else { throw Failure.notStarted("no memory for its input") }
        let descriptor = FileDescriptor(rawValue: file)
        defer {
            // `try?`: nothing was written, so nothing can be lost.
            try? descriptor.close()
        }
        let standardInput = FileDescriptorInput.fileDescriptor(descriptor, closeAfterSpawningProcess: false)
        guard outputLimit > 0 else {
            return (try await ending(input: standardInput, output: .discarded).terminationStatus.ending, [])
        }
        let result = try await ending(input: standardInput, output: .bytes(limit: outputLimit))
        return (result.terminationStatus.ending, result.standardOutput)
    }

    /// Runs the program to its end on mintop's terminal, which must be released first.
    ///
    /// - Throws: `Failure`; `CancellationError` after a canceled task's program is dead.
    package func runOnTerminal() async throws -> Ending {
        try await Self.translatingFailures {
            try await Subprocess.run(
                executable, arguments: Arguments(arguments), environment: variables,
                input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
            ).terminationStatus.ending
        }
    }

    private var variables: Environment {
        .custom(Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
    }

    private func ending<Output: OutputProtocol>(
        input: FileDescriptorInput, output: Output
    ) async throws -> ExecutionResult<Void, Output, DiscardedOutput> {
        var options = PlatformOptions()
        options.createSession = true
        // Kill the whole session at once.
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return try await Self.translatingFailures {
            try await Subprocess.run(
                executable, arguments: Arguments(arguments), environment: variables, platformOptions: options,
                input: input, output: output, error: .discarded)
        }
    }

    private static func translatingFailures<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            let value = try await body()
            try Task.checkCancellation()
            return value
        } catch {
            try Task.checkCancellation()
            throw Failure(error)
        }
    }
}

extension ChildProgram.Failure {
    fileprivate init(_ error: any Error) {
        guard let error = error as? SubprocessError else {
            self = .notStarted("unknown")
            return
        }
        switch error.code {
        case .executableNotFound: self = .notFound
        case .outputLimitExceeded: self = .tooMuchOutput
        default: self = .notStarted(error.underlyingError.map { "\($0)" } ?? "no reason given")
        }
    }
}

extension TerminationStatus {
    fileprivate var ending: ChildProgram.Ending {
        switch self {
        case .exited(let status): .exited(Int(status))
        case .signaled(let signal): .signaled(Int(signal))
        }
    }
}
