import Foundation
import GRDB

/// The tables, and the migrations between schema versions.
///
/// Times are seconds since 1970 (UTC). Every row belongs to one profile. A shipped version never changes: the next
/// change is a new version.
enum StoreSchema {
    static var newest: String { migrator.migrations.last ?? "none" }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in
            try db.execute(sql: version1)
        }
        migrator.registerMigration("v2") { db in
            try db.execute(sql: version2)
        }
        migrator.registerMigration("v3") { db in
            try db.execute(sql: version3)
        }
        migrator.registerMigration("v4") { db in
            try db.execute(sql: version4)
        }
        migrator.registerMigration("v5") { db in
            try db.execute(sql: version5)
        }
        migrator.registerMigration("v6") { db in
            try db.execute(sql: version6)
        }
        migrator.registerMigration("v7") { db in
            try db.execute(sql: version7)
            try StoredMutation.addDecisions(db)
        }
        migrator.registerMigration("v8") { db in
            try db.execute(sql: version8)
        }
        return migrator
    }

    /// Whether the file is empty or has versions: they are written before any other table.
    static func isOurs(_ db: Database) throws -> Bool {
        if try db.tableExists("grdb_migrations") { return true }
        return try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") == 0
    }

    /// The newest version in the file if this program does not know it.
    static func unknownVersion(_ db: Database) throws -> String? {
        let unknown = try migrator.appliedIdentifiers(db).subtracting(migrator.migrations)
        return unknown.max { $0.compare($1, options: .numeric) == .orderedAscending }
    }

    private static let version1 = """
        CREATE TABLE operation (
            profile TEXT NOT NULL,
            id TEXT NOT NULL,
            tracked_at REAL NOT NULL,
            kind TEXT,
            status TEXT,
            mode TEXT,
            preset TEXT,
            prompt TEXT,
            generation_model TEXT,
            optimization_level TEXT,
            resource_type TEXT,
            resource_id TEXT,
            mint_url TEXT,
            caption TEXT,
            failure_code TEXT,
            failure_message TEXT,
            has_billing INTEGER NOT NULL DEFAULT 0,
            billing_reason TEXT,
            billing_required REAL,
            billing_available REAL,
            billing_url TEXT,
            credits_estimated REAL,
            credits_reserved REAL,
            credits_finalized REAL,
            created_at REAL,
            updated_at REAL,
            completed_at REAL,
            canceled_at REAL,
            raw_json TEXT,
            confirmed_at REAL,
            problem TEXT,
            problem_detail TEXT,
            PRIMARY KEY (profile, id)
        ) STRICT;

        CREATE TABLE asset (
            profile TEXT NOT NULL,
            operation_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            url TEXT NOT NULL,
            byte_count INTEGER,
            PRIMARY KEY (profile, operation_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE transition (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            operation_id TEXT NOT NULL,
            from_status TEXT,
            to_status TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT;
        CREATE INDEX transition_of_operation ON transition (profile, operation_id, sequence);

        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            key TEXT NOT NULL,
            method TEXT NOT NULL,
            path TEXT NOT NULL,
            body TEXT NOT NULL,
            operation_id TEXT,
            verb TEXT NOT NULL,
            state TEXT NOT NULL,
            last_error TEXT,
            result_id TEXT,
            resend_count INTEGER NOT NULL,
            created_at REAL NOT NULL,
            updated_at REAL NOT NULL,
            UNIQUE (profile, key)
        ) STRICT;
        CREATE INDEX outbox_by_state ON outbox (profile, state, sequence);

        CREATE TABLE first_page (
            profile TEXT NOT NULL,
            kind TEXT NOT NULL,
            items TEXT NOT NULL,
            next_cursor TEXT,
            unreadable_count INTEGER NOT NULL,
            saved_at REAL NOT NULL,
            PRIMARY KEY (profile, kind)
        ) STRICT;

        CREATE TABLE flag (
            profile TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (profile, name)
        ) STRICT;
        """

    /// Adds the coordination of processes, and the durations of stages.
    private static let version2 = """
        ALTER TABLE outbox ADD COLUMN held_until REAL;
        ALTER TABLE outbox ADD COLUMN owner TEXT;
        ALTER TABLE outbox ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_by_revision ON outbox (profile, revision);

        ALTER TABLE operation ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX operation_by_revision ON operation (profile, revision);

        -- Changes after `oldest` can be told one by one.
        CREATE TABLE revision (
            profile TEXT NOT NULL PRIMARY KEY,
            newest INTEGER NOT NULL,
            oldest INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        INSERT INTO revision SELECT DISTINCT profile, 1, 1 FROM operation;
        UPDATE operation SET revision = 1;

        CREATE TABLE removal (
            profile TEXT NOT NULL,
            id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            PRIMARY KEY (profile, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX removal_by_revision ON removal (profile, revision);

        CREATE TABLE lease (
            profile TEXT NOT NULL PRIMARY KEY,
            owner TEXT,
            fence INTEGER NOT NULL,
            beat INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Outlives the operations it was measured on.
        CREATE TABLE stage (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            kind TEXT NOT NULL,
            preset TEXT,
            mode TEXT,
            from_status TEXT NOT NULL,
            to_status TEXT NOT NULL,
            seconds REAL NOT NULL,
            ended_at REAL NOT NULL
        ) STRICT;
        CREATE INDEX stage_by_end ON stage (profile, ended_at);

        INSERT INTO stage (profile, kind, preset, mode, from_status, to_status, seconds, ended_at)
        SELECT step.profile, operation.kind, operation.preset, operation.mode, step.before, step.to_status,
            max(step.at - step.since, 0.0), step.at
        FROM (
            SELECT profile, operation_id, sequence, to_status, at,
                lag(to_status) OVER steps AS before, lag(at) OVER steps AS since
            FROM transition WINDOW steps AS (PARTITION BY profile, operation_id ORDER BY sequence)
        ) AS step
        JOIN operation ON operation.profile = step.profile AND operation.id = step.operation_id
        WHERE step.before IS NOT NULL AND operation.kind IS NOT NULL
        ORDER BY step.sequence;
        """

    /// Adds the interest of each process, and the user's action before a transition.
    private static let version3 = """
        ALTER TABLE transition ADD COLUMN follows_revision INTEGER NOT NULL DEFAULT 0;

        -- `refreshed` is a JSON list of ids, or NULL for everything.
        CREATE TABLE interest (
            profile TEXT NOT NULL,
            owner TEXT NOT NULL,
            serial INTEGER NOT NULL,
            selected TEXT,
            refreshed TEXT,
            PRIMARY KEY (profile, owner)
        ) STRICT, WITHOUT ROWID;
        """

    /// Adds documentation jobs, and mutations that must not be sent twice.
    private static let version4 = """
        ALTER TABLE outbox ADD COLUMN repeatable INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE outbox ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_unrepeatable ON outbox (profile, sequence) WHERE repeatable = 0;

        -- `job_status` is NULL for every operation that is no job.
        ALTER TABLE operation ADD COLUMN job_status TEXT;
        ALTER TABLE operation ADD COLUMN job_repository TEXT;
        ALTER TABLE operation ADD COLUMN job_ref TEXT;
        ALTER TABLE operation ADD COLUMN job_model TEXT;
        ALTER TABLE operation ADD COLUMN job_pull_request TEXT;
        ALTER TABLE operation ADD COLUMN job_archived_at REAL;
        """

    /// Adds notifications, and the progress of the user's hooks.
    private static let version5 = """
        CREATE TABLE watch (
            profile TEXT NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (profile, id)
        ) STRICT, WITHOUT ROWID;

        -- Transitions up to `sequence` were handed to some process to tell.
        CREATE TABLE telling (
            profile TEXT NOT NULL PRIMARY KEY,
            sequence INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Finds unfinished operations without scanning the finished ones.
    private static let version6 = """
        CREATE INDEX operation_by_status_and_start ON operation (profile, status, created_at);
        CREATE INDEX operation_by_status_and_change ON operation (profile, status, updated_at);
        """

    /// Adds activity, samples of Credits, and the author of each decision. An earlier mintop that is still running
    /// continues to work: it ignores all of them.
    private static let version8 = """
        ALTER TABLE outbox ADD COLUMN author TEXT;

        -- Both outlive the operations they are about. `event` is JSON.
        CREATE TABLE activity (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            at REAL NOT NULL,
            event TEXT NOT NULL,
            operation_id TEXT,
            title TEXT,
            author TEXT
        ) STRICT;
        CREATE INDEX activity_by_time ON activity (profile, at);

        CREATE TABLE credit_sample (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            at REAL NOT NULL,
            available REAL,
            used REAL
        ) STRICT;
        CREATE INDEX credit_sample_by_time ON credit_sample (profile, at);
        """

    /// Stores each decision as JSON, in addition to its request.
    private static let version7 = """
        ALTER TABLE outbox ADD COLUMN decision TEXT;
        CREATE INDEX outbox_of_operation ON outbox (profile, operation_id, sequence);
        """
}
