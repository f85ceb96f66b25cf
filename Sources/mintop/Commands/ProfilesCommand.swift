import ArgumentParser
import CommandOutput
import Sessions
import UserConfiguration
import Foundation
import TerminalCore
import Wire

struct ProfilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles", abstract: "List the profiles, and mark the current one.",
        usage: "mintop profiles [<options>]",
        discussion: """
            A profile is a server and the source of its key. Profiles are in config.yaml (see the manual page); local \
            is the embedded server, env is MINT_API_KEY. The command reads and prints no key.
            """)

    @Flag(help: "Print one JSON document: mintop.profiles/1.") var json = false
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await reportingFailures {
            let settings = Settings(environment: ProcessInfo.processInfo.environment)
            let choice = try settings.choice(profile: server.profile, isLocal: server.local)
            let rows = try settings.configuration.profileNames(environment: settings.environment).map { name in
                try ProfileRow(name, inForce: choice, settings)
            }
            json
                ? try Output.document("mintop.profiles/1", .object(["profiles": .array(rows.map(\.document))]))
                : printTable(rows)
            for problem in settings.configuration.problems { Output.complain(problem.description) }
        }
    }

    private func printTable(_ rows: [ProfileRow]) {
        var table = Table(columns: [
            .init(heading: "profile"), .init(heading: "used"), .init(heading: "server", givesWay: true),
            .init(heading: "key from", rank: 2), .init(heading: "access", rank: 1),
        ])
        table.rows = rows.map { row in
            [
                .init(SafeText(row.name), color: row.isInForce ? 32 : nil), .init(row.isInForce ? "*" : "-"),
                .init(
                    SafeText(row.problem ?? row.baseURL ?? "the embedded server"), color: row.problem.map { _ in 31 }),
                .init(SafeText(row.key ?? "-")),
                .init(SafeText(row.access ?? (row.problem == nil ? "read-write" : "-"))),
            ]
        }
        Output.table(table, in: .standardOutput(ProcessInfo.processInfo.environment))
    }
}

private struct ProfileRow {
    let name: String
    let isInForce: Bool
    /// Nil for the embedded server.
    let baseURL: String?
    /// The source of the key; nil for the embedded server.
    let key: String?
    /// The read-only mode; nil if changes are allowed.
    let access: String?
    /// The reason why the profile is unusable; nil if it is usable.
    let problem: String?

    var document: JSONValue {
        .object([
            "name": .string(name), "isInForce": .bool(isInForce), "baseUrl": .orNull(baseURL), "key": .orNull(key),
            "access": .orNull(access), "problem": .orNull(problem),
        ])
    }

    init(_ name: String, inForce: ProfileChoice, _ settings: Settings) throws {
        self.name = name
        isInForce = inForce.name == name
        do {
            let choice = try settings.choice(profile: name)
            _ = try choice.server?.mintBaseURL()
            baseURL = choice.server?.baseURL
            key = choice.server?.keySource.description
            problem = nil
            access =
                switch choice.readOnly {
                case .off: nil
                case .on: "read-only"
                case .untilArmed: "read-only until armed"
                }
        } catch {
            (baseURL, key, access, problem) = (nil, nil, nil, "\(error)")
        }
    }
}
