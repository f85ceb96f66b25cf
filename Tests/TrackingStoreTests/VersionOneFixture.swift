/// A store as the first version wrote it. It never changes: every later version must be able to open it.
enum VersionOneFixture {
    static let sql = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('v1');

        CREATE TABLE operation (
            profile TEXT NOT NULL, id TEXT NOT NULL, tracked_at REAL NOT NULL, kind TEXT, status TEXT, mode TEXT,
            preset TEXT, prompt TEXT, generation_model TEXT, optimization_level TEXT, resource_type TEXT,
            resource_id TEXT, mint_url TEXT, caption TEXT, failure_code TEXT, failure_message TEXT,
            has_billing INTEGER NOT NULL DEFAULT 0, billing_reason TEXT, billing_required REAL,
            billing_available REAL, billing_url TEXT, credits_estimated REAL, credits_reserved REAL,
            credits_finalized REAL, created_at REAL, updated_at REAL, completed_at REAL, canceled_at REAL,
            raw_json TEXT, confirmed_at REAL, problem TEXT, problem_detail TEXT, PRIMARY KEY (profile, id)
        ) STRICT;
        INSERT INTO operation (profile, id, tracked_at, kind, status, prompt, updated_at, raw_json, confirmed_at)
        VALUES ('demo|https://api.example.test', 'op_1', 1700000000.0, 'model_generation', 'running', 'A lamp',
            1700000002.0, '{}', 1700000005.0);
        INSERT INTO operation (profile, id, tracked_at, problem)
        VALUES ('demo|https://api.example.test', 'op_2', 1700000001.0, 'gone');

        CREATE TABLE asset (
            profile TEXT NOT NULL, operation_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
            url TEXT NOT NULL, byte_count INTEGER, PRIMARY KEY (profile, operation_id, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO asset VALUES ('demo|https://api.example.test', 'op_1', 0, 'glb', 'https://cdn.test/1.glb', 9);

        CREATE TABLE transition (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, profile TEXT NOT NULL, operation_id TEXT NOT NULL,
            from_status TEXT, to_status TEXT NOT NULL, at REAL NOT NULL
        ) STRICT;
        CREATE INDEX transition_of_operation ON transition (profile, operation_id, sequence);
        INSERT INTO transition (profile, operation_id, from_status, to_status, at) VALUES
            ('demo|https://api.example.test', 'op_1', NULL, 'queued', 1700000001.0),
            ('demo|https://api.example.test', 'op_1', 'queued', 'running', 1700000002.0);

        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, profile TEXT NOT NULL, key TEXT NOT NULL, method TEXT NOT NULL,
            path TEXT NOT NULL, body TEXT NOT NULL, operation_id TEXT, verb TEXT NOT NULL, state TEXT NOT NULL,
            last_error TEXT, result_id TEXT, resend_count INTEGER NOT NULL, created_at REAL NOT NULL,
            updated_at REAL NOT NULL, UNIQUE (profile, key)
        ) STRICT;
        CREATE INDEX outbox_by_state ON outbox (profile, state, sequence);
        INSERT INTO outbox (profile, key, method, path, body, operation_id, verb, state, last_error, result_id,
            resend_count, created_at, updated_at)
        VALUES ('demo|https://api.example.test', 'k-1', 'POST', '/v1/operations/op_1:cancel', '{}', 'op_1', 'cancel',
            'unknown', 'No answer.', NULL, 2, 1700000003.0, 1700000004.0);

        CREATE TABLE first_page (
            profile TEXT NOT NULL, kind TEXT NOT NULL, items TEXT NOT NULL, next_cursor TEXT,
            unreadable_count INTEGER NOT NULL, saved_at REAL NOT NULL, PRIMARY KEY (profile, kind)
        ) STRICT;
        INSERT INTO first_page VALUES ('demo|https://api.example.test', 'world',
            '[{"id":"world_1","kind":"world","name":"Tide pools"}]', 'c2', 0, 1700000006.0);

        CREATE TABLE flag (profile TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (profile, name)) STRICT;
        INSERT INTO flag VALUES ('demo|https://api.example.test', 'seeded');
        """
}
