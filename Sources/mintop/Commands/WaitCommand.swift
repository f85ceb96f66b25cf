import ArgumentParser
import CommandOutput
import Foundation
import MintDomain
import Sessions

struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until operations end or need a decision.",
        usage: "mintop operations wait [<options>] <id>...",
        discussion: """
            Ends with 0 if all succeeded, 1 if one failed, 2 if one was canceled, 3 if one needs a decision (on a \
            preview or missing Credits), 124 after --timeout, 130 on SIGINT; the operations continue. A completed job \
            of the documentation agent counts as succeeded.

              mintop operations wait op_MFoCXaQJFNyqWR3k --until preview_ready --timeout 1h
            """)

    @Flag(help: "Print each as a line of JSON at the end: mintop.operation/1 or mintop.job/1.") var json = false
    @Option(
        help: ArgumentHelp("Another status to wait for, such as preview_ready.", valueName: "status"),
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

/// The options of every command that waits, and their shared run.
struct WaitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The time limit, such as 90s, 10m or 2h.", valueName: "time")) var timeout: WaitTime =
        WaitTime(seconds: 600)
    @Flag(help: "Print nothing on standard error while waiting.") var quiet = false

    /// Waits, prints the results, and ends with the exit status of the worst result. `until` is an additional status to
    /// wait for; the closure determines the operations and jobs and may start them first.
    ///
    /// - Throws: `ExitCode` or `CommandFailure` with that status.
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

    /// Prints the results, and ends with the exit status of the worst one.
    func end(_ outcome: WaitOutcome, until: String? = nil, isJSON: Bool) throws {
        for row in outcome.rows {
            try Report.print(row, isJob: outcome.jobs.contains(row.id), isJSON: isJSON)
        }
        if outcome.isOver { throw CommandFailure("Not finished after \(timeout); the operations continue.", .timedOut) }
        if let until,
            let row = outcome.rows.first(where: { $0.operation?.status.isFinal == true && $0.ended(before: until) })
        {
            throw CommandFailure("\(row.id) ended without the status \(until).", .operationFailed)
        }
        try WaitCommand.endWithStatus(of: outcome.rows.filter { $0.operation?.status.wireName != until })
    }
}

extension WaitCommand {
    /// Ends the command with the exit status of the worst result; returns after success.
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
    /// Whether it never had that status.
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
