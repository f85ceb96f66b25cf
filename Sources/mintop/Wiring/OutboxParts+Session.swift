import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import Tracking
import TrackingStore

extension OutboxParts {
    /// The parts of a session.
    ///
    /// - Parameters:
    ///   - storage: keeps the rows.
    ///   - client: fixes requests, and reads operations again.
    ///   - sender: sends a change once.
    ///   - poller: takes the answers, and counts the requests.
    ///   - refusals: is told why an attempt failed.
    ///   - now: the time of day.
    init(
        storage: ProfileStorage, client: MintClient, sender: MintClient, poller: OperationPoller,
        refusals: Refusals, now: @escaping @Sendable () -> Date
    ) {
        self.init(
            makeKey: { .unused() },
            prepare: { try client.prepare($0, key: $1, now: now()) },
            insert: { try await storage.insert($0) },
            compareAndSet: { try await storage.transition($0, from: [$1.phase], to: $2, at: now()) },
            send: { entry in
                await poller.countRequest()
                do throws(MintError) {
                    let reading = try await sender.send(entry)
                    await poller.serverAnswered()
                    return .accepted(reading)
                } catch {
                    if error != .cancelled {
                        await poller.serverFailed(error.readFailure)
                        refusals.note(CommandFailure(error).status, for: entry.key)
                    }
                    return OutboxAnswer(error)
                }
            },
            absorb: { await poller.absorb($0) },
            reread: { id in
                await poller.countRequest()
                // `try?`: what cannot be read now is read by the poller when the server can be reached again.
                guard let reading = try? await client.operation(id, retries: .never) else { return }
                await poller.absorb(reading)
            },
            now: now, random: { Double.random(in: 0...1) })
    }
}

extension IdempotencyKey {
    /// A key that was never used before.
    static func unused() -> IdempotencyKey {
        guard let key = IdempotencyKey("mintop-\(UUID().uuidString.lowercased())") else {
            preconditionFailure("A UUID makes a key.")
        }
        return key
    }
}

extension OutboxAnswer {
    /// What a failed attempt to send means for its entry.
    init(_ error: MintError) {
        switch error {
        case .conflict(let kind, _): self = .conflict(OutboxConflict(kind), error.description)
        case .unauthorized, .forbidden: self = .turnedAway(error.description)
        case .paymentRequired, .notFound, .invalid, .refused: self = .refused(error.description)
        case .unreachable(let failure) where !failure.isPassing && !failure.mayHaveArrived:
            self = .turnedAway(error.description)
        case .rateLimited, .unavailable, .unreachable, .unreadable, .unconfirmed, .cancelled:
            self = .unanswered(
                error.description, mayHaveArrived: error.isOutcomeUnknown, retryAfter: error.retryAfter)
        }
    }
}

extension OutboxConflict {
    fileprivate init(_ kind: ConflictKind) {
        switch kind {
        case .idempotencyConflict: self = .keyInUse
        case .invalidState: self = .wrongState
        case .other: self = .other
        }
    }
}
