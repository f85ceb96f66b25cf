import GRDB
package import MintDomain
package import Tracking

extension ProfileStorage {
    package func stageDurations(limit: Int) async throws(TrackingStorageError) -> [StageSample] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT kind, preset, mode, from_status, to_status, seconds FROM stage
                    WHERE profile = ? ORDER BY ended_at DESC, sequence DESC LIMIT ?
                    """,
                arguments: [profile.rawValue, max(limit, 0)]
            ).map { row in
                StageSample(
                    kind: OperationKind(wireName: row[0]), preset: row[1],
                    mode: (row[2] as String?).flatMap(GenerationMode.init(rawValue:)),
                    from: OperationStatus(wireName: row[3]), to: OperationStatus(wireName: row[4]),
                    duration: .seconds(row[5] as Double))
            }
        }
    }
}
