import ArgumentParser
import Foundation
import MintDomain
import TerminalCore
import Tracking
import TrackingStore

struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until operations end, or need a person.",
        discussion: """
            Ends with 0 when all succeeded, 1 when one failed, 2 when one was canceled, 3 when one waits for a person \
            (a preview, a bill), 124 when the time is over. SIGINT leaves the operations alone.
            """)

    @OptionGroup var server: ServerOptions
    @Flag(help: "Print one JSON object per operation at the end.") var json = false
    @Option(help: "Wait for this status as well, such as preview_ready.") var until: String?
    @Option(help: "The longest wait, such as 90s, 10m, 2h.") var timeout: WaitTime = WaitTime(seconds: 600)
    @Argument(help: "Ids or URLs of operations; - reads them from standard input.")
    var operations: [OperationArgument]

    func run() async throws {
        try await reportingFailures {
            if let until, case .other = OperationStatus(wireName: until) {
                let known =
                    "queued, running, preview_ready, billing_required, succeeded, partially_succeeded, failed, canceled"
                throw CommandFailure("--until does not know “\(until)”. It takes: \(known).", .usage)
            }
            let arguments = try OperationArgument.withStandardInput(operations)
            let (rows, isOver) = try await Session.run(server) { session in
                let ids = try arguments.map(session.id)
                return try await session.wait(for: ids, until: until, timeout: timeout.duration)
            }
            for row in rows {
                Report.printStatus(row.id, row.operation?.status.wireName ?? "unknown", isJSON: json)
            }
            if isOver {
                throw CommandFailure("Not finished after \(timeout); the operations go on.", .timedOut)
            }
            if let until,
                let row = rows.first(where: { $0.operation?.status.isFinal == true && $0.ended(before: until) })
            {
                throw CommandFailure("\(row.id) ended without ever being \(until).", .operationFailed)
            }
            try Self.endWithStatus(of: rows.filter { $0.operation?.status.wireName != until })
        }
    }

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

extension Session {
    /// Polls until each operation ended, needs a person, or has the wanted status; or the time is over.
    ///
    /// - Returns: The operations as they are then, and whether the time was over.
    /// - Throws: `CommandFailure` when the server does not know one of them, or refuses the key.
    func wait(
        for ids: [OperationID], until status: String?, timeout: Duration
    ) async throws -> (rows: [TrackedOperation], isOver: Bool) {
        // What went wrong in an earlier run says nothing about this one.
        let stored = try await store.tracked(profile.id).map { row in
            var row = row
            row.problem = nil
            return row
        }
        await poller.load(stored)
        await poller.track(ids)
        await poller.refresh(ids)
        let begin = Date()
        return try await withThrowingTaskGroup(of: [TrackedOperation]?.self) { group in
            group.addTask {
                await poll()
                return nil
            }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            group.addTask {
                let rows = try await poller.wait(for: ids) { row in
                    (row.confirmedAt ?? .distantPast) >= begin && isDone(row, status) || isHopeless(row)
                }
                return rows
            }
            defer { group.cancelAll() }
            guard let finished = try await group.next(), let rows = finished else {
                var rows: [TrackedOperation] = []
                for id in ids { if let row = await poller.operation(id) { rows.append(row) } }
                return (rows, true)
            }
            if let row = rows.first(where: isHopeless), let problem = row.problem {
                let isKey = if case .unauthorized = problem { true } else { false }
                throw CommandFailure("\(row.id): \(problem.sentence)", isKey ? .notAuthorised : .badData)
            }
            return (rows, false)
        }
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
