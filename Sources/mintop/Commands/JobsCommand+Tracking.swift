import ArgumentParser
import CommandOutput
import Dashboard
import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import Sessions
import TerminalCore
import Theming
import Tracking
import TrackingStore
import Wire

extension JobsCommand {
    /// The service's status words.
    static let statuses = ["active", "completed", "failed", "archived"]

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List tracked jobs from the store, newest first.",
            usage: "mintop jobs list [<options>]")

        @Option(
            help: ArgumentHelp(
                "Only active, completed, failed or archived; may be given several times.", valueName: "status"),
            completion: .list(JobsCommand.statuses))
        var status: [String] = []
        @Option(help: ArgumentHelp("The maximum number of jobs. (default: all)", valueName: "count")) var limit: Int?
        @Flag(help: "Print one JSON document: mintop.jobs/1.") var json = false
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                if let limit, limit < 1 { throw CommandFailure("--limit takes 1 or more; this is \(limit).", .usage) }
                let (rows, policy) = try await StoredProfile.run(server.selection, clocks: .system) { stored in
                    let jobs = try stored.jobs()
                    try await jobs.storage.check(status, known: JobsCommand.statuses)
                    let query = OperationQuery(words: Set(status), limit: limit)
                    return (try await jobs.storage.operations(query), jobs.linkPolicy)
                }
                if json {
                    let list = JSONValue.array(rows.map { Document.job($0) })
                    return try Output.document("mintop.jobs/1", .object(["jobs": list]))
                }
                if rows.isEmpty {
                    return Output.note(
                        status.isEmpty
                            ? "No tracked jobs. Start one with mintop jobs create, or add one with mintop jobs track."
                            : "No tracked job has that status.")
                }
                Output.table(
                    table(of: rows), in: .standardOutput(ProcessInfo.processInfo.environment, linkPolicy: policy))
            }
        }

        private func table(of rows: [TrackedOperation]) -> Table {
            var times = TimeTexts(now: Date(), timeZone: .current)
            var table = Table(columns: [
                .init(heading: "job"), .init(heading: "status"), .init(heading: "age", isNumber: true, rank: 3),
                .init(heading: "seen", isNumber: true, rank: 1), .init(heading: "source", rank: 2),
                .init(heading: "prompt", givesWay: true),
            ])
            table.rows = rows.map { row in
                let look = StatusAppearance(row)
                return [
                    .init(SafeText(row.id.rawValue), link: row.operation?.job?.pullRequestURL),
                    .init(look.glyph + " " + look.word, color: look.role.terminalColor),
                    .init(row.operation == nil ? "-" : times.age(of: row.beganAt)),
                    .init(row.confirmedAt.map { times.age(of: $0) } ?? "never"),
                    .init(SafeText(row.operation?.job?.source ?? "-")),
                    row.saying,
                ]
            }
            return table
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the current state of a job, with the messages sent by mintop.",
            usage: "mintop jobs get [<options>] <id>")

        @OptionGroup var form: DocumentOptions
        @Argument(help: ArgumentHelp("The job's id.", valueName: "id")) var job: JobArgument
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let (row, messages) = try await Session.run(server) { session in
                    let agent = try session.requireAgent()
                    let id = try await session.jobID(job.id)
                    let reading = try await agent.client.job(id, retries: .byRules)
                    let messages = try await agent.conversation(with: id)
                    guard try await agent.service.storage.isTracked(id) else {
                        return (TrackedOperation(reading, at: Date()), messages)
                    }
                    try await agent.service.load()
                    await agent.service.poller.absorb(reading)
                    return (await agent.service.poller.operation(id) ?? TrackedOperation(reading, at: Date()), messages)
                }
                try form.print(raw: row.rawJSON ?? "{}", "mintop.job/1") {
                    Document.job(row, messages: messages)
                } text: {
                    Report.print(job: row, messages, now: Date())
                }
            }
        }
    }

    struct Track: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Track jobs that were started elsewhere.", usage: "mintop jobs track [<options>] <id>...")

        @Flag(help: "Print each job as a line of JSON: mintop.job/1.") var json = false
        @Argument(help: ArgumentHelp("Ids of jobs; - reads them from standard input.", valueName: "id")) var jobs:
            [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let jobs = try JobsCommand.jobs(jobs)
                let failure = try await Session.run(server) { session in
                    try await session.trackJobs(jobs.map(\.id), isJSON: json)
                }
                if let failure { throw failure }
            }
        }
    }

    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop tracking jobs; they continue at the server.",
            usage: "mintop jobs forget [<options>] <id>...")

        @Argument(help: ArgumentHelp("Ids of jobs; - reads them from standard input.", valueName: "id")) var jobs:
            [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let jobs = try JobsCommand.jobs(jobs)
                let unknown = try await Session.run(server) { session in
                    let storage = try session.requireAgent().service.storage
                    var unknown: [OperationID] = []
                    for job in jobs where try await !storage.isTracked(job.id) {
                        unknown.append(job.id)
                    }
                    try await storage.forget(jobs.map(\.id).filter { !unknown.contains($0) })
                    return unknown
                }
                for id in unknown { Output.complain("\(id) is not tracked.") }
                if !unknown.isEmpty { throw ExitCode(CommandFailure.Status.badData.rawValue) }
            }
        }
    }

    struct Wait: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wait until jobs are completed, failed or archived.",
            usage: "mintop jobs wait [<options>] <id>...",
            discussion: """
                Ends with 0 if all are completed, 1 if one failed, 2 if one was archived, 124 after --timeout, 130 on \
                SIGINT.
                """)

        @Flag(help: "Print each job as a line of JSON at the end: mintop.job/1.") var json = false
        @OptionGroup var wait: WaitOptions
        @Argument(help: ArgumentHelp("Ids of jobs; - reads them from standard input.", valueName: "id")) var jobs:
            [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let jobs = try JobsCommand.jobs(jobs)
                try await wait.run(server, isJSON: json) { session in
                    var subjects: [WaitSubject] = []
                    for job in jobs { subjects.append(WaitSubject(id: try await session.jobID(job.id), isJob: true)) }
                    return subjects
                }
            }
        }
    }
}
