import Foundation
import MintDomain
import Tracking
import TrackingStore

extension OutboxParts {
    /// The parts of a service.
    ///
    /// - Parameters:
    ///   - storage: keeps the rows.
    ///   - calls: fix requests, send them, and read again.
    ///   - poller: takes the answers, and counts the requests.
    ///   - refusals: is told why an attempt failed.
    init(storage: ProfileStorage, calls: ServiceCalls, poller: OperationPoller, refusals: Refusals) {
        self.init(
            makeKey: { .unused() },
            prepare: calls.prepare,
            insert: { try await storage.insert($0) },
            compareAndSet: { try await storage.transition($0, from: [$1.phase], to: $2, at: Date()) },
            send: { entry in
                await poller.countRequest()
                switch await calls.send(entry) {
                case .accepted(let reading):
                    await poller.serverAnswered()
                    return .accepted(reading)
                case .failed(let answer, let cause):
                    if let cause {
                        await poller.serverFailed(cause.failure)
                        refusals.note(cause.status, for: entry.key)
                    }
                    return answer
                }
            },
            absorb: { await poller.absorb($0) },
            reread: { id in
                await poller.countRequest()
                // `try?`: what cannot be read now is read by the poller when the server can be reached again.
                guard let reading = try? await calls.reread(id) else { return }
                await poller.absorb(reading)
            },
            now: { Date() }, random: { Double.random(in: 0...1) })
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
