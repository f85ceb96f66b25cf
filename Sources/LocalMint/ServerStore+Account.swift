import Foundation
import GRDB

/// The Credits of the account at one moment.
struct Balance: Sendable, Hashable {
    /// The usable Credits; at least 0.
    var available: Int
    var reserved: Int
    var spent: Int
}

/// The owner of the local account, and its secrets.
struct Account: Sendable, Hashable {
    /// `0x` and 40 hexadecimal digits.
    var owner: String
    var apiKey: String
    /// Signs file links; 32 bytes.
    var linkSecret: [UInt8]
}

extension ServerStore {
    func balance(at moment: Date) async throws -> Balance {
        var balance = try await database.write { db in try Self.balance(at: moment, db) }
        balance.available = stage.available(balance.available)
        return balance
    }

    /// Returns the account of this database; the first call creates it with `create`.
    ///
    /// - Returns: The account, and whether it was just created
    func account(create: @escaping @Sendable () -> Account) async throws -> (account: Account, isNew: Bool) {
        try await database.write { db in
            if let row = try Row.fetchOne(db, sql: "SELECT owner, apiKey, linkSecret FROM account") {
                let secret = try (row["linkSecret"] as Data?).map(Array.init) ?? newSecret(create().linkSecret, db)
                return (Account(owner: row["owner"], apiKey: row["apiKey"], linkSecret: secret), false)
            }
            let account = create()
            try db.execute(
                sql: "INSERT INTO account (id, owner, apiKey, granted, spent, linkSecret) VALUES (1, ?, ?, ?, 0, ?)",
                arguments: [
                    account.owner, account.apiKey, Pricing.startingCredits, Data(account.linkSecret),
                ])
            return (account, true)
        }
    }

    /// Adds a secret to a database from before links were signed.
    private func newSecret(_ secret: [UInt8], _ db: Database) throws -> [UInt8] {
        try db.execute(sql: "UPDATE account SET linkSecret = ?", arguments: [Data(secret)])
        return secret
    }

    func topUp(_ credits: Int) async throws {
        try await database.write { db in try Self.grant(credits, db) }
    }

    // MARK: Inside a transaction

    /// Settles operations that ended since the last call, then counts. Reads only unfinished operations.
    static func balance(at moment: Date, _ db: Database) throws -> Balance {
        var reserved = 0
        var spent = 0
        let open = try Data.fetchAll(db, sql: "SELECT record FROM operation WHERE isSettled = 0")
        for record in try open.map({ try StoredRecord.decode($0) as OperationRecord }) {
            let state = OperationTimeline.state(of: record, at: moment)
            let charge = record.charge(in: state)
            reserved += charge.reserved
            guard state.isSettled else { continue }
            spent += charge.finalized
            try db.execute(sql: "UPDATE operation SET isSettled = 1 WHERE id = ?", arguments: [record.id])
        }
        if spent > 0 { try db.execute(sql: "UPDATE account SET spent = spent + ?", arguments: [spent]) }
        let row = try Row.fetchOne(db, sql: "SELECT granted, spent FROM account")
        let granted: Int = row?["granted"] ?? 0
        let allSpent: Int = row?["spent"] ?? 0
        return Balance(available: max(granted - allSpent - reserved, 0), reserved: reserved, spent: allSpent)
    }

    static func grant(_ credits: Int, _ db: Database) throws {
        try db.execute(sql: "UPDATE account SET granted = granted + ?", arguments: [credits])
    }

    /// Adds the missing Credits of a resumed operation, in whole units: local Credits are free.
    static func topUp(
        for record: OperationRecord, _ state: OperationState, at moment: Date, _ db: Database
    ) throws {
        let held = record.charge(in: state).reserved
        let missing = record.price - held - (try balance(at: moment, db).available)
        guard missing > 0 else { return }
        try grant((missing + Pricing.topUp - 1) / Pricing.topUp * Pricing.topUp, db)
    }
}
