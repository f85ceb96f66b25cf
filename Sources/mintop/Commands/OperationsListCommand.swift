import ArgumentParser
import CommandOutput
import Dashboard
import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import Sessions
import TerminalCore
import Theming
import Tracking
import Wire

extension OperationsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List tracked operations from the store, newest first.",
            usage: "mintop operations list [<options>]",
            discussion: """
                Sends no request; `seen` is the age of the data. A running dashboard, wait or follow updates it.

                  mintop operations list --json | jq '.operations[] | select(.needsPerson)'
                  mintop operations list | fzf | cut -d " " -f 1 | mintop operations wait -
                  tmux: set -g status-right "#(mintop operations list --summary)"
                """)

        @Option(
            help: ArgumentHelp(
                "Only this status, such as running or failed; may be given several times.", valueName: "status"),
            completion: .list(OperationStatus.knownNames))
        var status: [String] = []
        @Option(help: ArgumentHelp("The maximum number of operations. (default: all)", valueName: "count"))
        var limit: Int?
        @Flag(help: "Print one line of counts, for a status bar.") var summary = false
        @Flag(help: "Print JSON: mintop.operations/1, with --summary mintop.operations.summary/1.") var json = false
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                if let limit, limit < 1 { throw CommandFailure("--limit takes 1 or more; this is \(limit).", .usage) }
                try await StoredProfile.run(server.selection, clocks: .system) { stored in
                    let (storage, policy) = (stored.operations.storage, stored.operations.linkPolicy)
                    try await storage.check(status, known: OperationStatus.knownNames)
                    let query = OperationQuery(words: Set(status), limit: limit)
                    try summary
                        ? printSummary(await storage.counts(query))
                        : printList(await storage.operations(query), policy)
                }
            }
        }

        private func printList(_ rows: [TrackedOperation], _ policy: LinkPolicy) throws {
            if json {
                let list = JSONValue.array(rows.map(Document.operation))
                return try Output.document("mintop.operations/1", .object(["operations": list]))
            }
            if rows.isEmpty {
                return Output.note(
                    status.isEmpty
                        ? "No tracked operations. Start one with mintop generate, or add one with "
                            + "mintop operations track."
                        : "No tracked operation has that status.")
            }
            let environment = ProcessInfo.processInfo.environment
            Output.table(
                OperationsTable(rows, now: Date()).table, in: .standardOutput(environment, linkPolicy: policy))
        }

        private func printSummary(_ counts: OperationCounts) throws {
            json
                ? try Output.document("mintop.operations.summary/1", counts.document)
                : Output.line(SafeText(counts.text))
        }
    }

    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop tracking operations; they continue at the server.",
            usage: "mintop operations forget [<options>] <id>...",
            discussion: "Learned durations are kept.")

        @Argument(
            help: ArgumentHelp("Ids or URLs of operations; - reads them from standard input.", valueName: "id"))
        var operations: [OperationArgument]
        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await reportingFailures {
                let arguments = try OperationArgument.withStandardInput(operations)
                let unknown = try await Session.run(server) { session in
                    let ids = try await session.ids(arguments)
                    let storage = session.operations.storage
                    var unknown: [OperationID] = []
                    for id in ids where try await !storage.isTracked(id) { unknown.append(id) }
                    try await storage.forget(ids.filter { !unknown.contains($0) })
                    return unknown
                }
                for id in unknown { Output.complain("\(id) is not tracked.") }
                if !unknown.isEmpty { throw ExitCode(CommandFailure.Status.badData.rawValue) }
            }
        }
    }
}

extension TrackingStorage {
    /// Checks the words of `--status`: the known ones, `unknown`, and those of any row are valid.
    func check(_ words: [String], known: [String]) async throws {
        let others = words.filter { $0 != "unknown" && !known.contains($0) }
        if others.isEmpty { return }
        let present = try await counts(OperationQuery()).byWord
        guard let other = others.first(where: { present[$0] == nil }) else { return }
        throw CommandFailure(
            "--status does not know “\(other)”. It takes: \(known.joined(separator: ", ")), unknown.", .usage)
    }
}

extension OperationCounts {
    fileprivate var document: JSONValue {
        .object([
            "total": .integer(Int64(total)), "needsPerson": .integer(Int64(needingDecision)),
            "byStatus": .object(byWord.mapValues { .integer(Int64($0)) }),
        ])
    }

    /// The summary, such as `◐ 4 running  ◆ 2 review  ✔ 38 done  ✖ 1 failed`; skips zero counts.
    fileprivate var text: String {
        let known = OperationStatus.known.compactMap { status -> String? in
            guard let count = byWord[status.wireName], count > 0 else { return nil }
            let look = StatusAppearance(status)
            return "\(look.glyph) \(count) \(look.word)"
        }
        let unread = byWord["unknown", default: 0]
        let others = total - unread - OperationStatus.knownNames.reduce(0) { $0 + byWord[$1, default: 0] }
        let rest = (others > 0 ? ["? \(others) other"] : []) + (unread > 0 ? ["◌ \(unread) not read yet"] : [])
        let text = (known + rest).joined(separator: "  ")
        return text.isEmpty ? "no tracked operations" : text
    }
}

private struct OperationsTable {
    let table: Table

    init(_ rows: [TrackedOperation], now: Date) {
        var table = Table(columns: [
            .init(heading: "operation"), .init(heading: "status"), .init(heading: "kind", rank: 2),
            .init(heading: "time", isNumber: true, rank: 3), .init(heading: "seen", isNumber: true, rank: 1),
            .init(heading: "prompt", givesWay: true),
        ])
        var times = TimeTexts(now: now, timeZone: .current)
        table.rows = rows.map { row in
            let look = StatusAppearance(row)
            let end = row.operation?.endedAt
            let time = end.map { times.elapsed(from: row.beganAt, to: $0) } ?? times.running(since: row.beganAt)
            let isRead = row.operation != nil
            return [
                .init(SafeText(row.id.rawValue), link: row.operation?.mintURL),
                .init(look.glyph + " " + look.word, color: look.role.terminalColor),
                .init(row.operation?.kind.shortName ?? "-"), .init(isRead ? time : "-"),
                .init(row.confirmedAt.map { times.age(of: $0) } ?? "never"),
                row.saying,
            ]
        }
        self.table = table
    }
}
