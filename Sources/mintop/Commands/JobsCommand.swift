import ArgumentParser
import Dashboard
import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import TerminalCore
import Theming
import Tracking
import TrackingStore
import Wire

struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "Start, follow up and wait for documentation jobs of Mintlify's agent.",
        discussion: """
            They need MINTLIFY_API_KEY (an admin key, mint_…) and MINTLIFY_PROJECT_ID, or the mintlify part of a profile; \
            the local profile has an agent of its own. The service has no list of jobs: mintop knows those it started \
            and those given to track.
            """,
        subcommands: [
            List.self, Create.self, Get.self, Message.self, Track.self, Forget.self, Wait.self, Open.self,
        ])
}

/// A job on the command line.
struct JobArgument: ExpressibleByArgument, Sendable {
    static let defaultCompletionKind = CompletionKind.shellCommand("mintop jobs list 2>/dev/null | cut -d ' ' -f 1")

    let id: OperationID

    init?(argument: String) {
        guard let id = OperationID(argument) else { return nil }
        self.id = id
    }
}

extension Session {
    /// The id of a job of this profile's agent.
    ///
    /// - Throws: `CommandFailure` for the id of an operation, and where there is no agent.
    func jobID(_ argument: JobArgument) async throws -> OperationID {
        let agent = try requireAgent()
        if try await store.isTracked(argument.id, profile: profile.id),
            try await !store.isTracked(argument.id, profile: agent.service.storage.profile)
        {
            throw CommandFailure("\(argument.id) is an operation of Mint, not a job: use mintop operations.", .usage)
        }
        return argument.id
    }
}

extension JobsCommand {
    /// The words of the service for where a job stands.
    static let statuses = ["active", "completed", "failed", "archived"]

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the jobs that are tracked, as they are known here, the newest first.",
            usage: "mintop jobs list [<options>]")

        @Option(
            help: ArgumentHelp(
                "Only active, completed, failed or archived; may be given several times.", valueName: "status"),
            completion: .list(JobsCommand.statuses))
        var status: [String] = []
        @Option(help: ArgumentHelp("How many to print at most. (default: all)", valueName: "count")) var limit: Int?
        @Flag(help: "Print one JSON document: mintop.jobs/1.") var json = false
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                if let limit, limit < 1 { throw CommandFailure("--limit takes 1 or more; this is \(limit).", .usage) }
                let all = try await Session.run(server) { session in
                    let agent = try session.requireAgent()
                    return try await session.listed(agent.service) { try await agent.client.job($0, retries: .byRules) }
                }
                let wanted = Set(status)
                let words = Set(JobsCommand.statuses + ["unknown"] + all.compactMap { $0.operation?.statusWord })
                if let other = status.first(where: { !words.contains($0) }) {
                    let known = JobsCommand.statuses.joined(separator: ", ")
                    throw CommandFailure("--status does not know “\(other)”. It takes: \(known), unknown.", .usage)
                }
                var rows = all.filter { wanted.isEmpty || wanted.contains($0.operation?.statusWord ?? "unknown") }
                rows.sort { ($0.beganAt, $0.id) > ($1.beganAt, $1.id) }
                if let limit { rows = Array(rows.prefix(limit)) }
                if json {
                    let list = JSONValue.array(rows.map { Document.job($0) })
                    return try Output.document("mintop.jobs/1", .object(["jobs": list]))
                }
                if rows.isEmpty {
                    return Output.note(
                        status.isEmpty
                            ? "No job is tracked yet: mintop jobs create starts one, mintop jobs track takes an id."
                            : "No job that is tracked has that status.")
                }
                Output.table(table(of: rows), in: .standardOutput(ProcessInfo.processInfo.environment))
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
                    .init(SafeText(row.id.rawValue)),
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

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a job.", usage: "mintop jobs create [<options>] <text>",
            discussion: """
                It is sent once and never again by itself: the service cannot tell a second copy from a second job. Where \
                no answer came, mintop says that it is not known whether the job was started, and ends with 69.

                  mintop jobs create "Document the new limits" --wait
                """)

        @Flag(help: "Print the job as JSON: mintop.job/1.") var json = false
        @Flag(help: "Wait until it ends.") var wait = false
        @OptionGroup var waiting: WaitOptions
        @Argument(help: "What the agent is to do; - reads it from standard input.") var text: String
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let mutation = Mutation.createJob(prompt: try JobsCommand.text(text))
                if wait {
                    return try await waiting.run(server, isJSON: json) { session in
                        let row = try await session.perform(mutation, key: nil)
                        if !waiting.quiet { Output.note("\(row.id.rawValue) started; waiting.") }
                        return [WaitSubject(id: row.id, isJob: true)]
                    }
                }
                let row = try await Session.run(server) { session in try await session.perform(mutation, key: nil) }
                try Report.print(row, isJob: true, isJSON: json)
            }
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one job as the server has it now, with what was said to it from here.",
            usage: "mintop jobs get [<options>] <id>")

        @OptionGroup var form: DocumentOptions
        @Argument(help: ArgumentHelp("The job's id.", valueName: "id")) var job: JobArgument
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let (row, messages) = try await Session.run(server) { session in
                    let agent = try session.requireAgent()
                    let id = try await session.jobID(job)
                    let reading = try await agent.client.job(id, retries: .byRules)
                    let messages = try await agent.conversation(with: id)
                    guard try await session.store.isTracked(id, profile: agent.service.storage.profile) else {
                        return (TrackedOperation(reading), messages)
                    }
                    try await agent.service.load()
                    await agent.service.poller.absorb(reading)
                    return (await agent.service.poller.operation(id) ?? TrackedOperation(reading), messages)
                }
                try form.print(raw: row.rawJSON ?? "{}", "mintop.job/1") {
                    Document.job(row, messages: messages)
                } text: {
                    Report.print(job: row, messages)
                }
            }
        }
    }

    struct Message: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a job a further instruction; one that is completed wakes up.",
            usage: "mintop jobs message [<options>] <id> <text>",
            discussion: "It is sent once and never again by itself, as with mintop jobs create.")

        @Flag(help: "Print the job as JSON: mintop.job/1.") var json = false
        @Argument(help: ArgumentHelp("The job's id.", valueName: "id")) var job: JobArgument
        @Argument(help: "What to say; - reads it from standard input.") var text: String
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let text = try JobsCommand.text(text)
                let row = try await Session.run(server) { session in
                    let id = try await session.jobID(job)
                    return try await session.perform(.message(id, text: text), key: nil)
                }
                try Report.print(row, isJob: true, isJSON: json)
            }
        }
    }

    struct Track: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Watch jobs that were started elsewhere.", usage: "mintop jobs track [<options>] <id>...")

        @Flag(help: "Print each job as a line of JSON: mintop.job/1.") var json = false
        @Argument(help: ArgumentHelp("Ids of jobs; - reads them from standard input.", valueName: "id")) var jobs:
            [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let jobs = try JobsCommand.jobs(jobs)
                let failure = try await Session.run(server) { session in try await session.track(jobs, isJSON: json) }
                if let failure { throw failure }
            }
        }
    }

    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop tracking jobs; they go on at the server.", usage: "mintop jobs forget [<options>] <id>...")

        @Argument(help: ArgumentHelp("Ids of jobs; - reads them from standard input.", valueName: "id")) var jobs:
            [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let jobs = try JobsCommand.jobs(jobs)
                let unknown = try await Session.run(server) { session in
                    let storage = try session.requireAgent().service.storage
                    var unknown: [OperationID] = []
                    for job in jobs where try await !session.store.isTracked(job.id, profile: storage.profile) {
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
            discussion:
                "Ends as mintop operations wait does: 0 completed, 1 failed, 2 archived, 124 when the time is over, 130 for SIGINT."
        )

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
                    for job in jobs { subjects.append(WaitSubject(id: try await session.jobID(job), isJob: true)) }
                    return subjects
                }
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the pull request of a job in the browser.", usage: "mintop jobs open [<options>] <id>")

        @Argument(help: ArgumentHelp("The job's id.", valueName: "id")) var job: JobArgument
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let url = try await Session.run(server) { session in
                    let id = try await session.jobID(job)
                    return try await session.requireAgent().client.job(id, retries: .byRules).operation.job?
                        .pullRequestURL
                }
                guard let url else { throw CommandFailure("\(job.id) has no pull request, or not yet.", .badData) }
                if let refusal = linkRefusal(url) { throw CommandFailure(refusal.string, .badData) }
                let environment = ProcessInfo.processInfo.environment
                if let failure = await LinkOpener(environment: environment).open(url) {
                    throw CommandFailure(failure, .unavailable)
                }
                Output.line(SafeText(url))
            }
        }
    }

    /// The ids of arguments, with those of standard input in place of `-`.
    fileprivate static func jobs(_ arguments: [OperationArgument]) throws -> [JobArgument] {
        try OperationArgument.withStandardInput(arguments).map { argument in
            guard let job = JobArgument(argument: argument.text) else {
                throw CommandFailure("“\(argument.text)” is no id of a job.", .usage)
            }
            return job
        }
    }

    /// The text of an argument, or of standard input for `-`.
    fileprivate static func text(_ argument: String) throws -> String {
        guard argument == "-" else { return argument }
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure("Standard input is not UTF-8 text.", .badData)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension TrackedOperation {
    /// When it began, as far as is known.
    fileprivate var beganAt: Date { operation?.createdAt ?? trackedAt }
}

extension Session {
    /// Tracks jobs, and reads each once to say how it is. What cannot be read now is tracked all the same, what the server
    /// does not know is not.
    fileprivate func track(_ jobs: [JobArgument], isJSON: Bool) async throws -> CommandFailure? {
        let agent = try requireAgent()
        var ids: [OperationID] = []
        for job in jobs { ids.append(try await jobID(job)) }
        try await agent.service.storage.track(ids, at: Date())
        try await agent.service.load()
        var failure: CommandFailure?
        for id in ids {
            do throws(MintlifyError) {
                await agent.service.poller.absorb(try await agent.client.job(id, retries: .byRules))
            } catch {
                failure = CommandFailure(error)
                Output.complain("\(id): \(error.description)")
                if case .notFound = error, await agent.service.poller.operation(id)?.operation == nil {
                    try await agent.service.storage.forget([id])
                }
                continue
            }
            if let row = await agent.service.poller.operation(id) {
                try Report.print(row, isJob: true, isJSON: isJSON)
            }
        }
        return failure.map {
            CommandFailure("Not every job could be read; what the server never knew is not tracked.", $0.status)
        }
    }
}
