import GRDB

/// The tables of the documentation agent in the local database.
enum MintlifySchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("1 agent jobs") { db in
            try db.execute(
                sql: """
                    CREATE TABLE agentAccount (
                        id INTEGER PRIMARY KEY CHECK (id = 1),
                        projectID TEXT NOT NULL,
                        apiKey TEXT NOT NULL
                    );
                    CREATE TABLE agentJob (
                        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        isShowcase INTEGER NOT NULL DEFAULT 0,
                        record BLOB NOT NULL
                    );
                    CREATE TABLE agentUse (
                        id INTEGER PRIMARY KEY,
                        milliseconds INTEGER NOT NULL
                    );
                    CREATE INDEX agentUse_newest ON agentUse (milliseconds);
                    """)
        }
    }
}
