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
import TrackingStore
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
                let (all, policy) = try await StoredProfile.run(server.selection, clocks: .system) { stored in
                    (try await stored.rows(of: stored.operations), stored.operations.linkPolicy)
                }
                let rows = try all.chosen(status, limit: limit, known: OperationStatus.knownNames) {
                    $0.status.wireName
                }
                try summary ? printSummary(rows) : printList(rows, policy)
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

        private func printSummary(_ rows: [TrackedOperation]) throws {
            let counts = OperationCounts(rows)
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
                    let known = Set(try await session.store.tracked(session.profile.id).map(\.id))
                    try await session.store.forget(ids.filter(known.contains), profile: session.profile.id)
                    return ids.filter { !known.contains($0) }
                }
                for id in unknown { Output.complain("\(id) is not tracked.") }
                if !unknown.isEmpty { throw ExitCode(CommandFailure.Status.badData.rawValue) }
            }
        }
    }
}

private struct OperationCounts {
    var total = 0
    /// By the server's status word.
    var byStatus: [String: Int] = [:]
    /// The number of operations that need a decision.
    var needsPerson = 0

    init(_ rows: [TrackedOperation]) {
        total = rows.count
        for row in rows {
            byStatus[row.operation?.status.wireName ?? "unknown", default: 0] += 1
            if row.operation?.awaitsPerson == true { needsPerson += 1 }
        }
    }

    var document: JSONValue {
        .object([
            "total": .integer(Int64(total)), "needsPerson": .integer(Int64(needsPerson)),
            "byStatus": .object(byStatus.mapValues { .integer(Int64($0)) }),
        ])
    }

    /// The summary, such as `◐ 4 running  ◆ 2 review  ✔ 38 done  ✖ 1 failed`; skips zero counts.
    var text: String {
        let known = OperationStatus.known.compactMap { status -> String? in
            guard let count = byStatus[status.wireName], count > 0 else { return nil }
            let look = StatusAppearance(status)
            return "\(look.glyph) \(count) \(look.word)"
        }
        let unread = byStatus["unknown", default: 0]
        let others = total - unread - OperationStatus.knownNames.reduce(0) { $0 + byStatus[$1, default: 0] }
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
