import CommandOutput
import Foundation
import MintDomain
import Tracking
import TrackingStore

extension Session {
    /// Polls, and prints stored transitions until the task is canceled or, with `untilIdle`, all are settled.
    package func follow(since: Int?, untilIdle: Bool) async throws {
        var sequence = if let since { since } else { try await store.newestTransition() }
        for service in services { try await service.loadAll() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await poll() }
            defer { group.cancelAll() }
            for await _ in operations.storage.notices() {
                sequence = try await printTransitions(after: sequence)
                if untilIdle, try await isIdle() { return }
            }
        }
    }

    /// - Returns: The sequence number of the last printed transition.
    private func printTransitions(after sequence: Int) async throws -> Int {
        var sequence = sequence
        let job = agent?.service.storage.profile
        while true {
            let batch = try await store.transitions(
                after: sequence, limit: 500, profiles: services.map(\.storage.profile))
            for numbered in batch {
                let document = Document.transition(numbered, isJob: numbered.profile == job)
                try Output.document("mintop.transition/1", document)
                sequence = numbered.sequence
            }
            if batch.count < 500 { return sequence }
        }
    }

    private func isIdle() async throws -> Bool {
        for service in services {
            guard try await service.storage.tracked().allSatisfy(\.isSettled) else { return false }
        }
        return true
    }
}

extension TrackedOperation {
    /// Whether its status cannot change without a decision.
    fileprivate var isSettled: Bool {
        // An operation whose responses are unreadable shows no change.
        if let problem, !problem.isServerWide { return true }
        guard let operation else { return false }
        return operation.status.isFinal || operation.awaitsPerson
    }
}
