import GRDB

/// The tables of the local server. A released migration is never edited; a change is a new one.
enum ServerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        MintlifySchema.register(in: &migrator)
        migrator.registerMigration("1 operations and resources") { db in
            try db.execute(
                sql: """
                    CREATE TABLE operation (
                        id TEXT PRIMARY KEY NOT NULL,
                        record BLOB NOT NULL,
                        isSettled INTEGER NOT NULL DEFAULT 0,
                        isShowcase INTEGER NOT NULL DEFAULT 0
                    ) WITHOUT ROWID;
                    CREATE INDEX operation_unsettled ON operation (id) WHERE isSettled = 0;
                    CREATE TABLE resource (
                        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        kind TEXT NOT NULL,
                        operationID TEXT NOT NULL REFERENCES operation (id),
                        facts BLOB
                    );
                    CREATE INDEX resource_newest ON resource (kind, sequence);
                    CREATE TABLE idempotency (
                        key TEXT PRIMARY KEY NOT NULL,
                        fingerprint TEXT NOT NULL,
                        statusCode INTEGER NOT NULL,
                        location TEXT NOT NULL,
                        operationID TEXT NOT NULL REFERENCES operation (id)
                    ) WITHOUT ROWID;
                    CREATE TABLE account (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        owner TEXT NOT NULL,
                        apiKey TEXT NOT NULL,
                        granted INTEGER NOT NULL,
                        spent INTEGER NOT NULL
                    );
                    """)
        }
        migrator.registerMigration("2 work on resources, images, links") { db in
            try db.execute(
                sql: """
                    ALTER TABLE operation ADD COLUMN parentID TEXT;
                    CREATE INDEX operation_parent ON operation (parentID) WHERE parentID IS NOT NULL;
                    ALTER TABLE resource ADD COLUMN fileSizes BLOB;
                    ALTER TABLE account ADD COLUMN linkSecret BLOB;
                    CREATE TABLE image (
                        id TEXT PRIMARY KEY NOT NULL,
                        record BLOB NOT NULL,
                        bytes BLOB
                    ) WITHOUT ROWID;
                    ALTER TABLE idempotency RENAME TO idempotency_of_operations;
                    CREATE TABLE idempotency (
                        key TEXT PRIMARY KEY NOT NULL,
                        fingerprint TEXT NOT NULL,
                        statusCode INTEGER NOT NULL,
                        location TEXT NOT NULL,
                        subjectID TEXT NOT NULL
                    ) WITHOUT ROWID;
                    INSERT INTO idempotency SELECT key, fingerprint, statusCode, location, operationID
                        FROM idempotency_of_operations;
                    DROP TABLE idempotency_of_operations;
                    """)
        }
        return migrator
    }
}
