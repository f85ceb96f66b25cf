import Foundation
import GRDB
import MintDomain

/// The stored transitions of one operation: merges new ones and derives stage durations.
struct StoredTransitions {
    private let profile: ProfileID
    private let id: OperationID
    /// Oldest first.
    private var steps: [Transition]

    init(_ db: Database, _ id: OperationID, _ profile: ProfileID) throws {
        self.profile = profile
        self.id = id
        steps = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT from_status, to_status, at, follows_revision FROM transition
                    WHERE profile = ? AND operation_id = ? ORDER BY sequence
                    """),
            arguments: [profile.rawValue, id.rawValue]
        ).map { row in
            Transition(
                from: (row[0] as String?).map(OperationStatus.init(wireName:)), to: OperationStatus(wireName: row[1]),
                at: Date(timeIntervalSince1970: row[2]), followsRevision: row[3])
        }
    }

    /// Returns the given transitions that are new after the stored ones. Another process may have stored some that are
    /// unknown here; of the rest only later ones with an effect are new.
    func new(among given: [Transition]) -> [Transition] {
        let common = zip(steps, given).prefix { Self.isSame($0, $1) }.count
        guard common < steps.count, let last = steps.last else { return Array(given.dropFirst(common)) }
        var status = last.to
        var result: [Transition] = []
        for var step in given.dropFirst(common) where step.at > last.at && step.to != status {
            step.from = status
            status = step.to
            result.append(step)
        }
        return result
    }

    /// Stores new transitions, and the duration of the status before each of them if it is meaningful: not if a bill
    /// delayed it, nor if a revision started another preview.
    mutating func append(_ db: Database, _ new: [Transition], of operation: MintDomain.Operation?) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO transition (profile, operation_id, from_status, to_status, at, follows_revision)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for step in new {
            try insert.execute(arguments: [
                profile.rawValue, id.rawValue, step.from?.wireName, step.to.wireName, step.at.timeIntervalSince1970,
                step.followsRevision,
            ])
            let entry = ActivityEntry(
                at: step.at, event: .status(from: step.from?.wireName, to: step.to.wireName), operation: id,
                title: operation?.prompt)
            try StoredActivity.insert(db, entry, profile)
            let isOrdinary = !steps.contains { $0.to == .billingRequired || $0.followsRevision }
            if isOrdinary, let operation, let before = steps.last {
                try Self.measure(db, before, step, operation, profile)
            }
            steps.append(step)
        }
    }

    private static func measure(
        _ db: Database, _ before: Transition, _ step: Transition, _ operation: MintDomain.Operation,
        _ profile: ProfileID
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO stage (profile, kind, preset, mode, from_status, to_status, seconds, ended_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            profile.rawValue, operation.kind.wireName, operation.preset, operation.mode?.rawValue, before.to.wireName,
            step.to.wireName, max(step.at.timeIntervalSince(before.at), 0), step.at.timeIntervalSince1970,
        ])
    }

    /// Times lose their last digits in the store.
    private static func isSame(_ left: Transition, _ right: Transition) -> Bool {
        left.to == right.to && abs(left.at.timeIntervalSince(right.at)) < 0.001
    }
}
