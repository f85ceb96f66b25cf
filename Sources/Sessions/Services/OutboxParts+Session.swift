import Dashboard
package import Foundation
import MintDomain
import TerminalCore
package import Tracking

extension OutboxParts {
    /// Connects the outbox of a service to its requests and its poller.
    package init(
        calls: ServiceCalls, poller: OperationPoller, refusals: Refusals,
        now: @escaping @Sendable () -> Date
    ) {
        self.init(
            author: ProcessInfo.processInfo.userName, makeKey: { .unused() },
            prepare: calls.prepare,
            read: { id in
                let attempt = await poller.counting { await calls.check(id) }
                guard case .accepted(let reading) = attempt.answer else { return .failed(attempt.answer) }
                await poller.absorb(reading)
                var row = await poller.operation(id) ?? TrackedOperation(id: id, trackedAt: now())
                if row.operation == nil { row.operation = reading.operation }
                return .read(row)
            },
            send: { entry in
                let attempt = await poller.counting { await calls.send(entry) }
                if let status = attempt.cause?.status { refusals.note(status, for: entry.key) }
                return attempt.answer
            },
            name: { await poller.operation($0)?.quotedName.string ?? $0.rawValue },
            absorb: { await poller.absorb($0) },
            reread: { id in
                await poller.countRequest()
                // `try?`: the poller reads it later, when the server is reachable.
                guard let reading = try? await calls.reread(id) else { return }
                await poller.absorb(reading)
            },
            now: now, random: { Double.random(in: 0...1) })
    }
}

extension IdempotencyKey {
    static func unused() -> IdempotencyKey {
        guard let key = IdempotencyKey("mintop-\(UUID().uuidString.lowercased())") else {
            preconditionFailure("A UUID makes a key.")
        }
        return key
    }
}

extension OperationPoller {
    /// Counts an attempt, and records what it shows about the server.
    fileprivate nonisolated func counting(
        _ attempt: @Sendable () async -> ServiceCalls.Attempt
    ) async -> ServiceCalls.Attempt {
        await countRequest()
        let result = await attempt()
        if case .accepted = result.answer {
            await serverAnswered()
        } else if let cause = result.cause {
            await serverFailed(cause.failure)
        }
        return result
    }
}
