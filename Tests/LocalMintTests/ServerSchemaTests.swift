import Foundation
import GRDB
import Testing
import Wire

@testable import LocalMint

@Suite struct ServerSchemaTests {
    /// A record from before work on Models, without any later field.
    private static let record = """
        {"assetSeed":7,"availableAfterReservation":12232,"createdAt":1790000000000,"events":[],"id":"op_old",\
        "input":{"prompt":"A lamp"},"kind":"model","mode":"auto","plan":{"final":40,"preview":18,"previewPass":3,\
        "queued":4,"revision":12},"preset":"fast","prompt":"A lamp","resourceID":"model_old"}
        """

    private static func oldDatabase() throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        try ServerSchema.migrator.migrate(database, upTo: "1 operations and resources")
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO operation (id, record) VALUES ('op_old', ?);
                    INSERT INTO resource (id, kind, operationID) VALUES ('model_old', 'model', 'op_old');
                    INSERT INTO idempotency VALUES ('k', 'POST /x', 202, '/v1/operations/op_old', 'op_old');
                    INSERT INTO account VALUES (1, '0x1', 'local_old', 12480, 100);
                    """, arguments: [Data(record.utf8)])
        }
        try ServerSchema.migrator.migrate(database)
        return database
    }

    @Test func whatWasStoredBeforeIsStillThere() async throws {
        let store = ServerStore(database: try Self.oldDatabase())
        let start = Date(timeIntervalSince1970: 1_790_000_000)
        let resource = try #require(try await store.resource("model_old"))
        #expect(resource.record.price == 248)
        #expect(resource.related.isEmpty && resource.fileSizes.isEmpty)
        #expect(try await store.balance(at: start) == Balance(available: 12_132, reserved: 248, spent: 100))
        #expect(try await store.balance(at: start + 1_000) == Balance(available: 12_132, reserved: 0, spent: 348))
        let kept = try await store.database.read { db in
            try Row.fetchOne(db, sql: "SELECT subjectID FROM idempotency WHERE key = 'k'")?["subjectID"] as String?
        }
        #expect(kept == "op_old")
    }

    @Test func anOldAccountGetsASecretForItsLinksOnce() async throws {
        let store = ServerStore(database: try Self.oldDatabase())
        let secrets = [Array("first".utf8), Array("second".utf8)]
        for secret in secrets {
            let (account, isNew) = try await store.account { Account(owner: "", apiKey: "", linkSecret: secret) }
            #expect(!isNew && account.apiKey == "local_old")
            #expect(account.linkSecret == secrets[0])
        }
    }
}
