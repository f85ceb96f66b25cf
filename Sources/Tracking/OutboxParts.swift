package import Foundation
package import MintDomain

/// The dependencies of an `Outbox` besides its storage: client, poller and system.
package struct OutboxParts: Sendable {
    /// The user who decides here, if known.
    package var author: String?
    package var makeKey: @Sendable () throws -> IdempotencyKey
    /// Fixes path and body of a mutation, in state `sending`; throws `InvalidInput`.
    package var prepare: @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry
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
        author: String? = nil, makeKey: @escaping @Sendable () throws -> IdempotencyKey,
        prepare: @escaping @Sendable (Mutation, IdempotencyKey) throws -> OutboxEntry,
        read: @escaping @Sendable (OperationID) async -> OutboxReading,
        send: @escaping @Sendable (OutboxEntry) async -> OutboxAnswer,
        name: @escaping @Sendable (OperationID) async -> String,
        absorb: @escaping @Sendable (OperationReading) async -> Void,
        reread: @escaping @Sendable (OperationID) async -> Void,
        now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double
    ) {
        self.author = author
        self.makeKey = makeKey
        self.prepare = prepare
        self.read = read
        self.send = send
        self.name = name
        self.absorb = absorb
        self.reread = reread
        self.now = now
        self.random = random
    }
}
