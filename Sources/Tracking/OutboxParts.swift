package import Foundation
package import MintDomain

/// The dependencies of an `Outbox`: store, client and system.
package struct OutboxParts: Sendable {
    package var makeKey: @Sendable () throws -> IdempotencyKey
    /// Fixes path and body of a mutation, in state `sending`; throws `InvalidInput`.
    package var prepare: @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry
    /// Stores an entry; on disk when it returns, like `TrackingStorage.insert`.
    package var insert: @Sendable (OutboxEntry) async throws -> OutboxInsertion
    /// Moves a row from the first state to the second if it is still in the first; on disk when it returns. Texts and
    /// times of states are not compared.
    package var compareAndSet: @Sendable (IdempotencyKey, OutboxState, OutboxState) async throws -> OutboxTransition
    /// Reads an operation from the server once; never throws, a cancellation counts as unanswered.
    package var read: @Sendable (OperationID) async -> OutboxReading
    /// Sends an entry once; never throws, a cancellation counts as unanswered.
    package var send: @Sendable (OutboxEntry) async -> OutboxAnswer
    /// The name of an operation for a sentence: its prompt in quotation marks, or its id.
    package var name: @Sendable (OperationID) async -> String
    package var absorb: @Sendable (OperationReading) async -> Void
    /// Reads an operation again after a disagreement with the server.
    package var reread: @Sendable (OperationID) async -> Void
    package var now: @Sendable () -> Date
    /// Jitter, 0 to 1.
    package var random: @Sendable () -> Double

    package init(
        makeKey: @escaping @Sendable () throws -> IdempotencyKey,
        prepare: @escaping @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry,
        insert: @escaping @Sendable (OutboxEntry) async throws -> OutboxInsertion,
        compareAndSet: @escaping @Sendable (IdempotencyKey, OutboxState, OutboxState) async throws -> OutboxTransition,
        read: @escaping @Sendable (OperationID) async -> OutboxReading,
        send: @escaping @Sendable (OutboxEntry) async -> OutboxAnswer,
        name: @escaping @Sendable (OperationID) async -> String,
        absorb: @escaping @Sendable (OperationReading) async -> Void,
        reread: @escaping @Sendable (OperationID) async -> Void,
        now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double
    ) {
        self.makeKey = makeKey
        self.prepare = prepare
        self.insert = insert
        self.compareAndSet = compareAndSet
        self.read = read
        self.send = send
        self.name = name
        self.absorb = absorb
        self.reread = reread
        self.now = now
        self.random = random
    }
}
