import ArgumentParser
import CommandOutput
import Dashboard
import DashboardRuntime
import Foundation
import HTTPTransport
import MintDomain
import MintlifyAgent
import Sessions
import TerminalCore
import TrackingStore

struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "Start, track and wait for documentation jobs of Mintlify's agent.",
        discussion: """
            Jobs need MINTLIFY_API_KEY (an admin key, mint_…) and MINTLIFY_PROJECT_ID, or a profile with mintlify; the \
            local profile includes an agent. The service has no list of jobs: mintop knows only those it started and \
            those added with track.
            """,
        subcommands: [
            List.self, Create.self, Get.self, Message.self, Track.self, Forget.self, Wait.self, Open.self,
        ])
}

struct JobArgument: ExpressibleByArgument, Sendable {
    static let defaultCompletionKind = CompletionKind.shellCommand("mintop jobs list 2>/dev/null | cut -d ' ' -f 1")

    let id: OperationID

    init?(argument: String) {
        guard let id = OperationID(argument) else { return nil }
        self.id = id
    }
}

extension JobsCommand {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a job.", usage: "mintop jobs create [<options>] <text>",
            discussion: """
                The request is sent once; mintop never repeats it, because the service cannot tell a repeated request \
                from a second job. Without a response, it is unknown whether the job was started; the command ends \
                with 69.

                  mintop jobs create "Document the new limits" --wait
                """)

        @Flag(help: "Print the job as JSON: mintop.job/1.") var json = false
        @Flag(help: "Wait until it ends.") var wait = false
        @OptionGroup var waiting: WaitOptions
        @Argument(help: "The prompt for the agent; - reads it from standard input.") var text: String
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

    struct Message: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a job another instruction; a completed job becomes active again.",
            usage: "mintop jobs message [<options>] <id> <text>",
            discussion: "The request is sent once; mintop never repeats it, as with mintop jobs create.")

        @Flag(help: "Print the job as JSON: mintop.job/1.") var json = false
        @Argument(help: ArgumentHelp("The job's id.", valueName: "id")) var job: JobArgument
        @Argument(help: "The message; - reads it from standard input.") var text: String
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let text = try JobsCommand.text(text)
                let row = try await Session.run(server) { session in
                    let id = try await session.jobID(job.id)
                    return try await session.perform(.message(id, text: text), key: nil)
                }
                try Report.print(row, isJob: true, isJSON: json)
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
                    let id = try await session.jobID(job.id)
                    let agent = try session.requireAgent()
                    let link = try await agent.client.job(id, retries: .byRules).operation.job?.pullRequestURL
                    return try link.map(agent.linkPolicy.checked)
                }
                guard let url else { throw CommandFailure("\(job.id) has no pull request yet.", .badData) }
                let environment = ProcessInfo.processInfo.environment
                if let failure = await LinkOpener(environment: environment).open(url) {
                    throw CommandFailure(failure, .unavailable)
                }
                Output.line(SafeText(url))
            }
        }
    }

    /// Parses ids, with those of standard input in place of `-`.
    static func jobs(_ arguments: [OperationArgument]) throws -> [JobArgument] {
        try OperationArgument.withStandardInput(arguments).map { argument in
            guard let job = JobArgument(argument: argument.text) else {
                throw CommandFailure("“\(argument.text)” is not a job id.", .usage)
            }
            return job
        }
    }

    /// The argument, or standard input for `-`.
    static func text(_ argument: String) throws -> String {
        guard argument == "-" else { return argument }
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure("Standard input is not UTF-8 text.", .badData)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
