import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import TerminalCore
import Tracking
import TrackingStore

/// What a wait came to.
struct WaitOutcome: Sendable {
    /// How each one stands, in the order asked for.
    var rows: [TrackedOperation] = []
    /// Which of them are jobs.
    var jobs: Set<OperationID> = []
    /// Whether the time was over before all were done.
    var isOver = false
}

extension Session {
    /// What an argument means that may be an operation or a job.
    ///
    /// - Throws: `CommandFailure` as `id(_:)`.
    func subject(_ argument: OperationArgument) async throws -> WaitSubject {
        if let id = OperationID(argument.text), try await isJob(id) { return WaitSubject(id: id, isJob: true) }
        return WaitSubject(id: try await id(argument))
    }

    /// Polls until each of them ended, needs a person, or has the wanted status; or the time is over.
    ///
    /// - Throws: `CommandFailure` when a server does not know one of them, or refuses the key, and for SIGINT.
    func wait(
        for subjects: [WaitSubject], until status: String?, timeout: Duration, isQuiet: Bool
    ) async throws -> WaitOutcome {
        let subjects = subjects.reduce(into: [WaitSubject]()) { if !$0.contains($1) { $0.append($1) } }
        let interrupts = Interrupt.signals()
        let begin = Date()
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

    /// Reads the jobs that had ended when they were read last: nobody polls those, and a message from elsewhere may have
    /// woken them up.
    private func readEnded(_ ids: [OperationID]) async throws {
        let agent = try requireAgent()
        for id in ids where await agent.service.poller.operation(id)?.operation?.status.isFinal == true {
            try await agent.service.poller.awaitTurn()
            await agent.service.poller.countRequest()
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
                        // An operation that has ended stays as it is, whenever that was read.
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
                // What the server never knew here was a slip of the keyboard: it is not kept.
                if problem == .gone, row.operation == nil {
                    try await service(isJob: subject.isJob).storage.forget([row.id])
                }
                let isKey = if case .unauthorized = problem { true } else { false }
                throw CommandFailure("\(row.id): \(problem.sentence)", isKey ? .notAuthorised : .badData)
            }
        }
        return outcome
    }

    private func service(isJob: Bool) throws -> TrackedService {
        isJob ? try requireAgent().service : operations
    }

    /// Says on standard error how the wait goes: one line that changes on a terminal, else a line for each change.
    ///
    /// - Returns: nil, when the task is canceled.
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
                    // `try?`: without an agent there is no job among them.
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
    /// Reads these now, and keeps an eye on them.
    fileprivate func begin(_ ids: [OperationID]) async throws {
        // What went wrong in an earlier run says nothing about this one.
        let stored = try await storage.store.tracked(storage.profile).map { row in
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
