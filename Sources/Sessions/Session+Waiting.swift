import CommandOutput
import Foundation
import HTTPTransport
package import MintDomain
import MintlifyAgent
import TerminalCore
import Tracking
import TrackingStore

/// An operation or a job to wait for.
package struct WaitSubject: Hashable {
    package var id: OperationID
    package var isJob = false

    package init(id: OperationID, isJob: Bool = false) {
        self.id = id
        self.isJob = isJob
    }
}

/// The result of a wait.
package struct WaitOutcome: Sendable {
    /// The last known rows, in the order of the request.
    package var rows: [TrackedOperation] = []
    /// The rows that are jobs.
    package var jobs: Set<OperationID> = []
    /// Whether the wait timed out.
    package var isOver = false
}

extension Session {
    /// Resolves an argument to an operation or a job.
    ///
    /// - Throws: `CommandFailure` as `id(_:)`.
    package func subject(_ argument: OperationArgument) async throws -> WaitSubject {
        if let id = OperationID(argument.text), try await isJob(id) { return WaitSubject(id: id, isJob: true) }
        return WaitSubject(id: try await id(argument))
    }

    /// Polls until each subject ended, needs a decision, or has the wanted status, or until the timeout.
    ///
    /// - Throws: `CommandFailure` if a server does not know a subject or rejects the key, and for SIGINT.
    package func wait(
        for subjects: [WaitSubject], until status: String?, timeout: Duration, isQuiet: Bool
    ) async throws -> WaitOutcome {
        let subjects = subjects.reduce(into: [WaitSubject]()) { if !$0.contains($1) { $0.append($1) } }
        let interrupts = Interrupt.signals()
        let begin = clocks.now()
        for isJob in [false, true] {
            let ids = subjects.filter { $0.isJob == isJob }.map(\.id)
            guard !ids.isEmpty else { continue }
            try await service(isJob: isJob).begin(ids)
            if isJob { try await readEnded(ids) }
        }
        let isOver = try await withThrowingTaskGroup(of: Bool?.self) { group in
            group.addTask {
                await poll()
                return nil
            }
            group.addTask {
                try await Task.sleep(for: timeout)
                return true
            }
            group.addTask {
                for await _ in interrupts {
                    let ids = subjects.map(\.id.rawValue).prefix(3).joined(separator: " ")
                    let rest = subjects.count > 3 ? " …" : ""
                    throw CommandFailure(
                        "Interrupted; nothing was stopped. To go on waiting: mintop operations wait \(ids)\(rest)",
                        .interrupted)
                }
                return nil
            }
            group.addTask {
                try await waitForAll(subjects, since: begin, until: status)
                return false
            }
            if !isQuiet { group.addTask { await showProgress(of: subjects) } }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let isOver = result { return isOver }
            }
            return false
        }
        return try await outcome(of: subjects, isOver: isOver)
    }

    /// Reads jobs that had ended at the last reading: the poller skips them, but a message from elsewhere may have
    /// resumed them.
    private func readEnded(_ ids: [OperationID]) async throws {
        let agent = try requireAgent()
        for id in ids where await agent.service.poller.operation(id)?.operation?.status.isFinal == true {
            try await agent.service.takeTurn()
            await agent.service.poller.absorb(try await agent.client.job(id, retries: .byRules))
        }
    }

    private func waitForAll(_ subjects: [WaitSubject], since begin: Date, until status: String?) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for isJob in [false, true] {
                let ids = subjects.filter { $0.isJob == isJob }.map(\.id)
                guard !ids.isEmpty else { continue }
                let poller = try service(isJob: isJob).poller
                group.addTask {
                    _ = try await poller.wait(for: ids) { row in
                        // A final operation never changes, so its last reading suffices, however old.
                        let isNews = (row.confirmedAt ?? .distantPast) >= begin
                        let hasEnded = !isJob && row.operation?.status.isFinal == true
                        return (isNews || hasEnded) && isDone(row, status) || isHopeless(row)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func outcome(of subjects: [WaitSubject], isOver: Bool) async throws -> WaitOutcome {
        var outcome = WaitOutcome(isOver: isOver)
        for subject in subjects {
            guard let row = try await service(isJob: subject.isJob).poller.operation(subject.id) else { continue }
            if subject.isJob { outcome.jobs.insert(row.id) }
            outcome.rows.append(row)
            if !isOver, isHopeless(row), let problem = row.problem {
                // An id that the server never knew is probably a typing error and is not kept.
                if problem == .gone, row.operation == nil {
                    try await service(isJob: subject.isJob).storage.forget([row.id])
                }
                let isKey = if case .unauthorized = problem { true } else { false }
                throw CommandFailure("\(row.id): \(problem.sentence)", isKey ? .notAuthorized : .badData)
            }
        }
        return outcome
    }

    private func service(isJob: Bool) throws -> TrackedService {
        isJob ? try requireAgent().service : operations
    }

    /// Prints the progress on standard error: one updated line on a terminal, otherwise a line for each change.
    ///
    /// - Returns: nil when the task is canceled.
    private func showProgress(of subjects: [WaitSubject]) async -> Bool? {
        let (news, send) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withDiscardingTaskGroup { group in
            for service in services {
                group.addTask { for await _ in await service.poller.updates() { send.yield() } }
            }
            var progress = WaitProgress()
            for await _ in news {
                var rows: [TrackedOperation] = []
                for subject in subjects {
                    // `try?`: without an agent there are no jobs.
                    if let row = await (try? service(isJob: subject.isJob))?.poller.operation(subject.id) {
                        rows.append(row)
                    }
                }
                progress.show(rows)
            }
            progress.end()
        }
        return nil
    }
}

extension TrackedService {
    /// Tracks the operations and reads them now.
    fileprivate func begin(_ ids: [OperationID]) async throws {
        // Problems of earlier runs do not apply to this wait.
        let stored = try await storage.tracked().map { row in
            var row = row
            row.problem = nil
            return row
        }
        await poller.load(stored)
        await poller.track(ids)
        await poller.refresh(ids)
    }
}

private func isDone(_ row: TrackedOperation, _ status: String?) -> Bool {
    guard let operation = row.operation else { return false }
    return operation.status.isFinal || operation.awaitsPerson || operation.status.wireName == status
}

private func isHopeless(_ row: TrackedOperation) -> Bool {
    switch row.problem {
    case .gone, .unauthorized: true
    default: false
    }
}
