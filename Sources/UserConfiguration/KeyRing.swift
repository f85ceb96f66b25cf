/// Fetches keys from where they are, and keeps them in memory and nowhere else.
package actor KeyRing {
    private let environment: [String: String]
    private let clock: any Clock<Duration>
    private let timeLimit: Duration
    private var keys: [KeySource: Secret] = [:]
    private var flights: [KeySource: Task<Result<Secret, any Error>, Never>] = [:]

    /// - Parameters:
    ///   - environment: For `PATH` and `HOME`, and what programs are started with.
    ///   - clock: Measures the time a program has.
    ///   - timeLimit: How long a program may take.
    package init(
        environment: [String: String], clock: any Clock<Duration>, timeLimit: Duration = .seconds(10)
    ) {
        self.environment = environment
        self.clock = clock
        self.timeLimit = timeLimit
    }

    /// The key of a source, as fetched once; callers at the same time share one run of a program.
    ///
    /// - Throws: `KeyError`, which is not remembered: the next call tries again; `CancellationError` where the task is
    ///   canceled, which ends the program if this call started it.
    package func key(from source: KeySource, for service: KeyService) async throws -> Secret {
        let key = try await anyKey(from: source)
        if let refusal = KeyKind(of: key.text).refusal(for: service) { throw KeyError(.wrongKind(refusal), source) }
        return key
    }

    /// Drops the key of a source, so that the next call fetches it anew: for a key that the server refuses.
    package func forget(_ source: KeySource) {
        keys[source] = nil
    }

    private func anyKey(from source: KeySource) async throws -> Secret {
        if case .environment(_, let secret) = source { return secret }
        while true {
            try Task.checkCancellation()
            if let key = keys[source] { return key }
            guard let flight = flights[source] else { return try await fetch(source).get() }
            switch await flight.value {
            case .success(let key): return key
            // Whoever started it gave up, which is no end for others.
            case .failure(is CancellationError): continue
            case .failure(let error): throw error
            }
        }
    }

    private func fetch(_ source: KeySource) async -> Result<Secret, any Error> {
        let flight = Task {
            let result = await self.result(of: source)
            // Before the task ends: whoever waits for it must not find it here again.
            flights[source] = nil
            if case .success(let key) = result { keys[source] = key }
            return result
        }
        flights[source] = flight
        return await withTaskCancellationHandler {
            await flight.value
        } onCancel: {
            flight.cancel()
        }
    }

    private nonisolated func result(of source: KeySource) async -> Result<Secret, any Error> {
        do {
            return .success(try await read(source))
        } catch {
            return .failure(error)
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
