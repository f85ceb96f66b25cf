package import MintDomain

/// The one way a mutation reaches the server: on disk with its key first, then sent, then its answer is on disk too.
///
/// It keeps no state of its own; the store has it all, so that a crash between any two steps loses nothing
/// (design.md sections 1 and 4).
package struct Outbox: Sendable {
    /// What an attempt to send brought.
    package enum Attempt: Sendable, Hashable {
        case accepted(OperationReading)
        /// The server surely did not do it; one sentence.
        case refused(String)
        /// Whether the server did it is not known; one sentence.
        case unknown(String)
    }

    private let makeKey: @Sendable () throws -> IdempotencyKey
    private let prepare: @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry
    private let insert: @Sendable (OutboxEntry) async throws -> OutboxEntry
    private let send: @Sendable (OutboxEntry) async -> Attempt
    private let update: @Sendable (IdempotencyKey, OutboxState) async throws -> Void
    private let absorb: @Sendable (OperationReading) async -> Void

    /// - Parameters:
    ///   - makeKey: A new key, never used before.
    ///   - prepare: Fixes path and body of a mutation; throws `InvalidInput`.
    ///   - insert: Stores an entry; returns when it is on disk, with what is stored under its key.
    ///   - send: Sends an entry; never throws, a cancellation counts as unknown.
    ///   - update: Stores what became of an entry.
    ///   - absorb: Takes the answer as news of its operation.
    package init(
        makeKey: @escaping @Sendable () throws -> IdempotencyKey,
        prepare: @escaping @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry,
        insert: @escaping @Sendable (OutboxEntry) async throws -> OutboxEntry,
        send: @escaping @Sendable (OutboxEntry) async -> Attempt,
        update: @escaping @Sendable (IdempotencyKey, OutboxState) async throws -> Void,
        absorb: @escaping @Sendable (OperationReading) async -> Void
    ) {
        self.makeKey = makeKey
        self.prepare = prepare
        self.insert = insert
        self.send = send
        self.update = update
        self.absorb = absorb
    }

    /// Stores and sends a mutation.
    ///
    /// - Parameters:
    ///   - mutation: What to do.
    ///   - key: The key to use; nil for a new one.
    /// - Returns: How it ended. Where it could not be stored it was not sent, and is refused.
    package func perform(_ mutation: Mutation, key: IdempotencyKey? = nil) async -> MutationOutcome {
        let prepared: OutboxEntry
        do {
            prepared = try prepare(mutation, try key ?? makeKey())
        } catch {
            return .refused("\(error)")
        }
        let stored: OutboxEntry
        do {
            stored = try await insert(prepared)
        } catch {
            return .refused("Not sent, because it could not be stored first: \(error)")
        }
        return await deliver(stored)
    }

    /// Sends again what an earlier run left without an answer, one after the other, with the same keys and bodies.
    package func resend(_ entries: [OutboxEntry]) async -> [(OutboxEntry, MutationOutcome)] {
        var results: [(OutboxEntry, MutationOutcome)] = []
        for entry in entries {
            do {
                try await update(entry.key, .sending)
                results.append((entry, await deliver(entry)))
            } catch {
                results.append((entry, .unknown("Not sent again, because the store could not note it: \(error)")))
            }
        }
        return results
    }

    private func deliver(_ entry: OutboxEntry) async -> MutationOutcome {
        let outcome: MutationOutcome
        let state: OutboxState
        switch await send(entry) {
        case .accepted(let reading):
            await absorb(reading)
            (outcome, state) = (.accepted(reading.operation.id), .accepted(reading.operation.id))
        case .refused(let sentence): (outcome, state) = (.refused(sentence), .refused(sentence))
        case .unknown(let sentence): (outcome, state) = (.unknown(sentence), .unknown(sentence))
        }
        do {
            try await update(entry.key, state)
        } catch {
            // The row stays `sending` and is sent again with its key at the next start, which changes nothing more.
            return outcome
        }
        return outcome
    }
}
