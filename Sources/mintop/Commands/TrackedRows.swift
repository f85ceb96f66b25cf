import CommandOutput
import Foundation
import MintDomain

extension [TrackedOperation] {
    /// Returns the rows with one of the statuses, or all without any, the newest first; at most `limit`. Of the statuses,
    /// `known` are in the help, and `word` names the one of a row. Throws a `CommandFailure` for a limit below 1 or an
    /// unknown status.
    func chosen(
        _ statuses: [String], limit: Int?, known: [String], word: (MintDomain.Operation) -> String
    ) throws -> [TrackedOperation] {
        if let limit, limit < 1 { throw CommandFailure("--limit takes 1 or more; this is \(limit).", .usage) }
        let words = Set(known + ["unknown"] + compactMap { $0.operation?.statusWord })
        if let other = statuses.first(where: { !words.contains($0) }) {
            let list = known.joined(separator: ", ")
            throw CommandFailure("--status does not know “\(other)”. It takes: \(list), unknown.", .usage)
        }
        let rows = filter { statuses.isEmpty || statuses.contains($0.operation.map(word) ?? "unknown") }
            .sorted { ($0.beganAt, $0.id) > ($1.beganAt, $1.id) }
        return limit.map { Array(rows.prefix($0)) } ?? rows
    }
}

extension TrackedOperation {
    /// The creation date if known, otherwise the date of tracking.
    var beganAt: Date { operation?.createdAt ?? trackedAt }
}
