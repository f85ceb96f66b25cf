import ChildPrograms

/// A program that prints a key.
///
/// Its standard error is discarded, since it may hold the key.
struct KeyCommand {
    let source: KeySource
    /// The program and its arguments; never empty.
    let words: [String]
    let environment: [String: String]

    /// Runs the program to its end and reads the printed key.
    ///
    /// - Throws: `KeyError`; `CancellationError` in a canceled task, after the program and its children are dead.
    func key() async throws -> Secret {
        guard let word = words.first else { throw KeyError(.notFound, source) }
        let program = ChildProgram(
            HomePath.expanded(word, in: environment) ?? word, Array(words.dropFirst()), environment: environment)
        let result: (ending: ChildProgram.Ending, output: [UInt8])
        do {
            result = try await program.run(outputLimit: KeyText.byteLimit)
        } catch let failure as ChildProgram.Failure {
            throw KeyError(KeyError.Cause(failure), source)
        }
        switch result.ending {
        case .exited(0): return try KeyText.key(in: result.output, from: source)
        case .exited(let status): throw KeyError(.exitStatus(status), source)
        case .signaled(let signal): throw KeyError(.signal(signal), source)
        }
    }
}

extension KeyError.Cause {
    fileprivate init(_ failure: ChildProgram.Failure) {
        switch failure {
        case .notFound: self = .notFound
        case .notStarted(let reason): self = .notStarted(reason)
        case .tooMuchOutput: self = .tooLong
        }
    }
}
