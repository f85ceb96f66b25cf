import Foundation
import GRDB
import Tracking

/// Removes old rows by the rule of `Retention`. A wrong time only removes too early or too late.
enum StorePruning {
    static let keptRemovals = 1000

    /// Returns the number of removed operations.
    @discardableResult
    static func run(_ db: Database, now: Date) throws -> Int {
        let limit = now.timeIntervalSince1970 - Retention.rows
        var count = 0
        for profile in try String.fetchAll(db, sql: "SELECT DISTINCT profile FROM operation") {
            let ids = try outdated(db, profile, before: limit)
            count += ids.count
            try StoredOperations.remove(db, ids, profile: profile)
        }
        try db.execute(
            sql: """
                DELETE FROM outbox WHERE state IN (\(StoredMutation.settledWords)) AND updated_at < ?
                AND NOT (repeatable = 0 AND EXISTS (
                    SELECT 1 FROM operation WHERE operation.profile = outbox.profile
                    AND operation.id IN (outbox.operation_id, outbox.result_id)))
                """,
            arguments: [limit])
        for (table, time) in [("stage", "ended_at"), ("activity", "at"), ("credit_sample", "at")] {
            try db.execute(
                sql: "DELETE FROM \(table) WHERE \(time) < ?",
                arguments: [now.timeIntervalSince1970 - Retention.statistics])
        }
        try dropRemovals(db)
        return count
    }

    private static func outdated(_ db: Database, _ profile: String, before limit: Double) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT id FROM (
                    SELECT id, coalesce(completed_at, canceled_at, updated_at, confirmed_at, tracked_at) AS ended_at
                    FROM operation
                    WHERE profile = ?1 AND status IN ('succeeded', 'partially_succeeded', 'failed', 'canceled')
                    ORDER BY ended_at DESC LIMIT -1 OFFSET ?2
                ) AS ended
                WHERE ended_at < ?3 AND NOT EXISTS (
                    SELECT 1 FROM outbox WHERE profile = ?1 AND ended.id IN (operation_id, result_id)
                    AND state NOT IN (\(StoredMutation.settledWords)))
                """,
            arguments: [profile, Retention.newestOperations, limit])
    }

    /// Drops the oldest removals; a reader that was away for so long reads everything again.
    private static func dropRemovals(_ db: Database) throws {
        for profile in try String.fetchAll(db, sql: "SELECT DISTINCT profile FROM removal") {
            let newest = try Int.fetchOne(
                db, sql: "SELECT revision FROM removal WHERE profile = ? ORDER BY revision DESC LIMIT 1 OFFSET ?",
                arguments: [profile, keptRemovals])
            guard let newest else { continue }
            try db.execute(
                sql: "DELETE FROM removal WHERE profile = ? AND revision <= ?", arguments: [profile, newest])
            try db.execute(
                sql: "UPDATE revision SET oldest = max(oldest, ?) WHERE profile = ?", arguments: [newest, profile])
        }
    }
}
