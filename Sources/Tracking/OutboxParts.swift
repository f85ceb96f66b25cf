package import Foundation
package import MintDomain

/// What an `Outbox` needs of the store, the client and the system.
package struct OutboxParts: Sendable {
    /// A new key, never used before.
    package var makeKey: @Sendable () throws -> IdempotencyKey
    /// Fixes path and body of a mutation for good, in state `sending`; throws `InvalidInput`.
    package var prepare: @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry
    /// Stores an entry; returns when it is on disk, with what is stored under its key.
    package var insert: @Sendable (OutboxEntry) async throws -> OutboxEntry
    /// Moves a row from one state to another, where it still stands in the first one; returns whether it did, when that
    /// is on disk. States that carry a text or a time are equal whatever it says.
    package var compareAndSet: @Sendable (IdempotencyKey, OutboxState, OutboxState) async throws -> Bool
    /// Sends an entry once; never throws, a cancellation counts as unanswered.
    package var send: @Sendable (OutboxEntry) async -> OutboxAnswer
    /// Takes an answer as news of its operation.
    package var absorb: @Sendable (OperationReading) async -> Void
    /// Reads an operation again, because the server saw it otherwise than we did.
    package var reread: @Sendable (OperationID) async -> Void
    /// The time of day.
    package var now: @Sendable () -> Date
    /// Jitter, 0 to 1.
    package var random: @Sendable () -> Double

    package init(
        makeKey: @escaping @Sendable () throws -> IdempotencyKey,
        prepare: @escaping @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry,
        insert: @escaping @Sendable (OutboxEntry) async throws -> OutboxEntry,
        compareAndSet: @escaping @Sendable (IdempotencyKey, OutboxState, OutboxState) async throws -> Bool,
        send: @escaping @Sendable (OutboxEntry) async -> OutboxAnswer,
        absorb: @escaping @Sendable (OperationReading) async -> Void,
        reread: @escaping @Sendable (OperationID) async -> Void,
        now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double
    ) {
        self.makeKey = makeKey
        self.prepare = prepare
        self.insert = insert
        self.compareAndSet = compareAndSet
        self.send = send
        self.absorb = absorb
        self.reread = reread
        self.now = now
        self.random = random
    }
}
