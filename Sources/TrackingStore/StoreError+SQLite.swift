import GRDB

extension StoreError {
    /// Sorts an error of the database layer into ours.
    ///
    /// SQLite's message is taken, never the statement or its values, which hold text from outside.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode):
            self = .damaged(path: path)
        case let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN:
            self = .cannotOpen(path: path, reason: error.message ?? error.resultCode.description)
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            self = .full(path: path)
        case let error as DatabaseError:
            self = .failed(path: path, reason: error.message ?? error.resultCode.description)
        default:
            self = .failed(path: path, reason: "\(type(of: error))")
        }
    }
}
