import Foundation
import GRDB
import Glibc
import StateFiles

extension StoreError {
    /// Converts an error of the database layer.
    ///
    /// Uses SQLite's message, never the statement or its values, which hold text from outside.
    init(_ error: any Error, path: String, locks: ByteLocks? = nil) {
        switch error {
        case let error as StoreError: self = error
        case let error as ByteLocks.Failure: self.init(error, path: path)
        case let error as PrivacyProblem: self.init(error, path: path)
        case let error as DatabaseError: self.init(sqlite: error, path: path, locks: locks)
        default: self = .failed(path: path, reason: "\(type(of: error))")
        }
    }

    init(_ failure: ByteLocks.Failure, path: String) {
        switch failure {
        case .cannotOpen(ENOSPC), .cannotOpen(EDQUOT): self = .full(path: path)
        case .cannotOpen(let code): self = .cannotOpen(path: path, reason: String(cString: strerror(code)))
        case .refused(let code): self = .noLocks(path: path, reason: Self.reason(String(cString: strerror(code)), path))
        case .silent: self = .noLocks(path: path, reason: Self.reason(Self.noAnswer, path))
        }
    }

    init(_ problem: PrivacyProblem, path: String) {
        switch problem {
        case .unusable(ENOSPC), .unusable(EDQUOT): self = .full(path: path)
        case .unusable(let code): self = .cannotOpen(path: path, reason: String(cString: strerror(code)))
        case .foreign, .writable: self = .notPrivate(path: path, problem: problem)
        }
    }

    private init(sqlite error: DatabaseError, path: String, locks: ByteLocks?) {
        let words = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            // SQLite reports pages that the disk does not return as damage.
            let isReal = StoreDamage.isReal(path: path)
            self = isReal ? .damaged(path: path) : .inputOutput(path: path, reason: String(cString: strerror(EIO)))
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_CANTOPEN: self = Self.isFull(path) ? .full(path: path) : .cannotOpen(path: path, reason: words)
        case .SQLITE_IOERR: self.init(inputOutput: error, path: path, words)
        case .SQLITE_BUSY, .SQLITE_PROTOCOL:
            // SQLite reports unusable locks like locks held by another process.
            guard let code = locks?.failure else {
                self = .busy(path: path)
                return
            }
            self.init(ByteLocks.Failure.refused(code), path: path)
        default: self = .failed(path: path, reason: words)
        }
    }

    private init(inputOutput error: DatabaseError, path: String, _ words: String) {
        if Self.isFull(path) {
            self = .full(path: path)
            return
        }
        switch error.extendedResultCode {
        case .SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMLOCK:
            self = .noSharedMemory(path: path, reason: Self.reason(words, path))
        case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_UNLOCK, .SQLITE_IOERR_CHECKRESERVEDLOCK:
            self = .noLocks(path: path, reason: Self.reason(words, path))
        default: self = .inputOutput(path: path, reason: words)
        }
    }

    /// The reason with the name of the file system, if known.
    private static func reason(_ words: String, _ path: String) -> String {
        FileSystem(at: path)?.name.map { "\(words), on \($0)" } ?? words
    }

    /// Whether the store's disk is full, which SQLite does not always report.
    private static func isFull(_ path: String) -> Bool {
        guard path != ":memory:", let code = PrivateFile(path).writeFailure else { return false }
        return code == ENOSPC || code == EDQUOT
    }
}

/// Distinguishes a damaged store from a currently unreadable one, which SQLite reports the same way.
enum StoreDamage {
    static func isReal(path: String) -> Bool {
        do {
            let database = try StoreSalvage.reader(path)
            let sentence = try database.read { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "ok" }
            return sentence != "ok" && !isInputOutput(sentence)
        } catch let error as DatabaseError {
            return [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode)
        } catch {
            return true
        }
    }

    /// Whether a page could not be read: the result code at the end is one of SQLITE_IOERR.
    private static func isInputOutput(_ sentence: String) -> Bool {
        guard sentence.contains("unable to get the page"), let word = sentence.split(separator: "=").last,
            let code = Int32(word)
        else { return false }
        return code & 0xFF == ResultCode.SQLITE_IOERR.rawValue
    }
}
