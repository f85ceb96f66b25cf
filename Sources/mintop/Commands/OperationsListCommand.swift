import ArgumentParser
import Dashboard
import Foundation
import MintDomain
import TerminalCore
import Theming
import TrackingStore
import Wire

extension OperationsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what is tracked, as it is known here, the newest first.",
            discussion: """
                Nothing is asked of the server: “seen” says how old the news of a row is. Another mintop (the dashboard, \
                wait, follow) keeps them up to date.
                """)

        @OptionGroup var server: ServerOptions
        @Option(help: "Only this status, such as running or failed; may be given several times.") var status: [String] =
            []
        @Option(help: "How many to print at most.") var limit: Int?
        @Flag(help: "Print one line of counts, for a status bar.") var summary = false
        @Flag(help: "Print one JSON document; with --summary the counts.") var json = false

        func run() async throws {
            try await reportingFailures {
                if let limit, limit < 1 { throw CommandFailure("--limit takes 1 or more; this is \(limit).", .usage) }
                let all = try await Session.run(server) { try await $0.store.tracked($0.profile.id) }
                let wanted = Set(status)
                var rows = all.filter { wanted.isEmpty || wanted.contains($0.operation?.status.wireName ?? "unknown") }
                rows.sort { ($0.startedAt, $0.id) > ($1.startedAt, $1.id) }
                if let limit { rows = Array(rows.prefix(limit)) }
                try summary ? printSummary(rows) : printList(rows)
            }
        }

        private func printList(_ rows: [TrackedOperation]) throws {
            if json {
                let list = JSONValue.array(rows.map(Document.operation))
                return try Output.document("mintop.operations/1", .object(["operations": list]))
            }
            if rows.isEmpty { return Output.note("Nothing is tracked here, or nothing of that status.") }
            let environment = ProcessInfo.processInfo.environment
            Output.table(OperationsTable(rows, now: Date()).table, in: .standardOutput(environment))
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
            abstract: "Stop tracking operations; they go on at the server.",
            discussion: "What was learned of their durations stays.")

        @OptionGroup var server: ServerOptions
        @Argument(help: "Ids or URLs of operations; - reads them from standard input.")
        var operations: [OperationArgument]

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

/// How many operations stand how.
private struct OperationCounts {
    var total = 0
    /// By the server's word.
    var byStatus: [String: Int] = [:]
    /// How many wait for a person.
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

    /// Such as `◐ 4 running  ◆ 2 review  ✔ 38 done  ✖ 1 failed`; what there is none of is left out.
    var text: String {
        let order: [OperationStatus] = [
            .queued, .running, .previewReady, .billingRequired, .succeeded, .partiallySucceeded, .failed, .canceled,
        ]
        let known = order.compactMap { status -> String? in
            guard let count = byStatus[status.wireName], count > 0 else { return nil }
            let look = StatusAppearance(status)
            return "\(look.glyph) \(count) \(look.word)"
        }
        let others = total - order.reduce(0) { $0 + byStatus[$1.wireName, default: 0] }
        let text = (known + (others > 0 ? ["? \(others) other"] : [])).joined(separator: "  ")
        return text.isEmpty ? "nothing tracked" : text
    }
}

/// Tracked operations as a table for people.
private struct OperationsTable {
    let table: Table

    init(_ rows: [TrackedOperation], now: Date) {
        var table = Table(columns: [
            .init(heading: "operation"), .init(heading: "status"), .init(heading: "kind"),
            .init(heading: "time", isNumber: true), .init(heading: "seen", isNumber: true),
            .init(heading: "prompt", givesWay: true),
        ])
        var times = TimeTexts(now: now, timeZone: .current)
        table.rows = rows.map { row in
            let look = StatusAppearance(row)
            let end = row.operation?.endedAt
            let time = end.map { times.elapsed(from: row.startedAt, to: $0) } ?? times.running(since: row.startedAt)
            return [
                .init(SafeText(row.id.rawValue)), .init(look.glyph + " " + look.word, color: look.role.terminalColor),
                .init(row.operation?.kind.shortName ?? "-"), .init(time),
                .init(row.confirmedAt.map { times.age(of: $0) } ?? "never"),
                .init(SafeText(row.operation?.prompt ?? row.problem?.sentence ?? "")),
            ]
        }
        self.table = table
    }
}

extension TrackedOperation {
    /// When it began, as far as is known.
    fileprivate var startedAt: Date { operation?.createdAt ?? trackedAt }
}

extension Role {
    /// The nearest of the terminal's own colours, as SGR knows it; nil for the usual one.
    var terminalColor: Int? {
        switch self {
        case .statusRunning: 36
        case .statusReview, .statusPartial: 33
        case .statusDone: 32
        case .statusFailed: 31
        case .statusBilling: 35
        case .statusQueued, .statusCanceled: 90
        default: nil
        }
    }
}
