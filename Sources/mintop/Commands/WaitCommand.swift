import ArgumentParser
import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import TerminalCore
import Tracking
import TrackingStore

struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until operations end, or need a person.",
        usage: "mintop operations wait [<options>] <id>...",
        discussion: """
            Ends with 0 when all succeeded, 1 when one failed, 2 when one was canceled, 3 when one waits for a person \
            (a preview, a bill), 124 when the time is over, 130 with SIGINT, which leaves the operations alone. A job of \
            the documentation agent has succeeded when it is completed.

              mintop operations wait op_MFoCXaQJFNyqWR3k --until preview_ready --timeout 1h
            """)

    @Flag(help: "Print each as a line of JSON at the end: mintop.operation/1 or mintop.job/1.") var json = false
    @Option(
        help: ArgumentHelp("Wait for this status as well, such as preview_ready.", valueName: "status"),
        completion: .list(OperationStatus.knownNames))
    var until: String?
    @OptionGroup var wait: WaitOptions
    @Argument(
        help: ArgumentHelp(
            "Ids or URLs of operations, ids of jobs; - reads them from standard input.", valueName: "id"))
    var operations: [OperationArgument]
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            if let until, case .other = OperationStatus(wireName: until) {
                let known = OperationStatus.knownNames.joined(separator: ", ")
                throw CommandFailure("--until does not know “\(until)”. It takes: \(known).", .usage)
            }
            let arguments = try OperationArgument.withStandardInput(operations)
            try await wait.run(server, until: until, isJSON: json) { session in
                var subjects: [WaitSubject] = []
                for argument in arguments { subjects.append(try await session.subject(argument)) }
                return subjects
            }
        }
    }
}

/// What is waited for.
struct WaitSubject: Hashable {
    var id: OperationID
    /// Whether it is a job of the documentation agent.
    var isJob = false
}

/// The options of every command that waits, and the way it is done.
struct WaitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The longest wait, such as 90s, 10m, 2h.", valueName: "time")) var timeout: WaitTime =
        WaitTime(seconds: 600)
    @Flag(help: "Say nothing on standard error while waiting.") var quiet = false

    /// Waits, prints what became of each, and ends with the status of the worst.
    ///
    /// - Parameters:
    ///   - server: which profile.
    ///   - until: a status that is waited for as well.
    ///   - isJSON: how to print.
    ///   - subjects: finds out what to wait for; it may start it first.
    /// - Throws: `ExitCode` or `CommandFailure` with the status that belongs to the worst outcome.
    func run(
        _ server: ServerOptions, until: String? = nil, isJSON: Bool,
        for subjects: @escaping @Sendable (Session) async throws -> [WaitSubject]
    ) async throws {
        let outcome = try await Session.run(server) { session in
            let subjects = try await subjects(session)
            return try await session.wait(for: subjects, until: until, timeout: timeout.duration, isQuiet: quiet)
        }
        try end(outcome, until: until, isJSON: isJSON)
    }

    /// Prints what became of each, and ends with the status of the worst.
    func end(_ outcome: WaitOutcome, until: String? = nil, isJSON: Bool) throws {
        for row in outcome.rows {
            try Report.print(row, isJob: outcome.jobs.contains(row.id), isJSON: isJSON)
        }
        if outcome.isOver { throw CommandFailure("Not finished after \(timeout); they go on.", .timedOut) }
        if let until,
            let row = outcome.rows.first(where: { $0.operation?.status.isFinal == true && $0.ended(before: until) })
        {
            throw CommandFailure("\(row.id) ended without ever being \(until).", .operationFailed)
        }
        try WaitCommand.endWithStatus(of: outcome.rows.filter { $0.operation?.status.wireName != until })
    }
}

extension WaitCommand {
    /// Ends the command with the exit status of the worst that became of them; returns when all is well.
    static func endWithStatus(of rows: [TrackedOperation]) throws {
        let operations = rows.compactMap(\.operation)
        let status: CommandFailure.Status? =
            if operations.contains(where: { $0.status == .failed }) {
                .operationFailed
            } else if operations.contains(where: { $0.status == .canceled }) {
                .canceled
            } else if operations.contains(where: \.awaitsPerson) {
                .awaitsPerson
            } else {
                nil
            }
        if let status { throw ExitCode(status.rawValue) }
    }
}

extension TrackedOperation {
    /// Whether it ended, without having been seen in that status, and not by succeeding where any end was wanted.
    fileprivate func ended(before status: String) -> Bool {
        operation?.status.wireName != status && !transitions.contains { $0.to.wireName == status }
    }
}

/// A time to wait, written as `90`, `90s`, `10m` or `2h`.
struct WaitTime: ExpressibleByArgument, Sendable, CustomStringConvertible {
    let duration: Duration

    init(seconds: Int) {
        duration = .seconds(seconds)
    }

    var description: String {
        let seconds = Int(duration.components.seconds)
        return seconds.isMultiple(of: 3600)
            ? "\(seconds / 3600)h" : seconds.isMultiple(of: 60) ? "\(seconds / 60)m" : "\(seconds)s"
    }

    var defaultValueDescription: String { description }

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? argument : String(argument.dropLast())), number > 0, number <= 1_000_000
        else {
            return nil
        }
        duration = .seconds(number * (unit ?? 1))
    }
}

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
