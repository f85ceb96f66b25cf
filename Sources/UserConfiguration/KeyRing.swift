/// Fetches keys from their sources and keeps them only in memory.
package actor KeyRing {
    private let environment: [String: String]
    private let clock: any Clock<Duration>
    private let timeLimit: Duration
    private var keys: [KeySource: Secret] = [:]
    private var flights: [KeySource: Task<Secret, any Error>] = [:]

    /// - Parameters:
    ///   - environment: The environment for `PATH`, `HOME` and started programs.
    ///   - clock: Measures the time of a program.
    ///   - timeLimit: The maximum time of a program.
    package init(
        environment: [String: String], clock: any Clock<Duration>, timeLimit: Duration = .seconds(10)
    ) {
        self.environment = environment
        self.clock = clock
        self.timeLimit = timeLimit
    }

    /// Returns the key of a source, fetched once; simultaneous callers share one run of a program.
    ///
    /// - Throws: `KeyError`, which is not cached; `CancellationError` in a canceled task, which kills the program if
    ///   this call started it.
    package func key(from source: KeySource, for service: KeyService) async throws -> Secret {
        let key = try await anyKey(from: source)
        if let refusal = KeyKind(of: key.text).refusal(for: service) { throw KeyError(.wrongKind(refusal), source) }
        return key
    }

    /// Drops the key of a source, so that the next call fetches it again: for a rejected key.
    package func forget(_ source: KeySource) {
        keys[source] = nil
    }

    private func anyKey(from source: KeySource) async throws -> Secret {
        if case .environment(_, let secret) = source { return secret }
        while true {
            try Task.checkCancellation()
            if let key = keys[source] { return key }
            guard let flight = flights[source] else { return try await fetch(source) }
            switch await flight.result {
            case .success(let key): return key
            // The caller that started it was canceled; the others go on.
            case .failure(is CancellationError): continue
            case .failure(let error): throw error
            }
        }
    }

    private func fetch(_ source: KeySource) async throws -> Secret {
        let flight = Task {
            // Before the task ends: its waiters must not find it here again.
            defer { flights[source] = nil }
            let key = try await read(source)
            keys[source] = key
            return key
        }
        flights[source] = flight
        return try await withTaskCancellationHandler {
            try await flight.value
        } onCancel: {
            flight.cancel()
        }
    }

    private nonisolated func read(_ source: KeySource) async throws -> Secret {
        switch source {
        case .environment(_, let secret): return secret
        case .file(let path):
            guard let path = HomePath.expanded(path, in: environment) else { throw KeyError(.noHome, source) }
            return try KeyFile(source: source, path: path).key()
        case .command(let words):
            return try await limited(KeyCommand(source: source, words: words, environment: environment))
        }
    }

    private nonisolated func limited(_ command: KeyCommand) async throws -> Secret {
        try await withThrowingTaskGroup(of: Secret?.self) { group in
            group.addTask { try await command.key() }
            group.addTask {
                try await self.clock.sleep(for: self.timeLimit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let key = first else {
                throw KeyError(.timedOut(seconds: Int(timeLimit.components.seconds)), command.source)
            }
            return key
        }
    }
}
