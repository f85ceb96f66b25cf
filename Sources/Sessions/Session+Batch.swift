package import CommandOutput
import Foundation
package import MintDomain
import TerminalCore
import Tracking
import TrackingStore

extension Session {
    /// The result of starting a file of prompts.
    package struct BatchOutcome {
        /// The operations that were started now or in an earlier run, in the order of the file.
        package var ids: [OperationID] = []
        package var failed = 0
        package var failure: CommandFailure?
    }

    /// Starts the entries one by one within the budget and prints each result. Sends no request for entries that an
    /// earlier run of the batch started.
    package func start(
        _ entries: [(PromptFile.Entry, IdempotencyKey)], isJSON: Bool
    ) async throws -> BatchOutcome {
        try await operations.load()
        var outcome = BatchOutcome()
        for (entry, key) in entries {
            do {
                let row: TrackedOperation
                if case .accepted(let id)? = try await operations.storage.mutation(key)?.entry.state {
                    row = await operations.poller.operation(id) ?? TrackedOperation(id: id, trackedAt: clocks.now())
                } else {
                    try await operations.poller.awaitTurn()
                    row = try await perform(.generate(entry.request), key: key, isLoaded: true)
                }
                outcome.ids.append(row.id)
                try Report.print(row, isJSON: isJSON)
            } catch let failure as CommandFailure {
                // A rejected key or a usage error would fail for every line.
                if failure.status == .notAuthorized || failure.status == .usage { throw failure }
                Output.complain("line \(entry.line): \(failure.description)")
                outcome.failed += 1
                outcome.failure = failure
            }
        }
        return outcome
    }
}
