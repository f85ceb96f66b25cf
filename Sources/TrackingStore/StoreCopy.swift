import Foundation
import GRDB
import Glibc
import StateFiles

/// The copies of a store from before schema changes, named after their version: `mintop.sqlite-v6`. The newest two are
/// kept.
struct StoreCopy {
    let store: String

    private static let kept = 2

    /// Newest version first.
    var paths: [String] {
        let folder = (store as NSString).deletingLastPathComponent
        let prefix = (store as NSString).lastPathComponent + "-v"
        // `try?`: a folder that cannot be listed has no usable copies.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.compactMap { name in name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil }
            .sorted(by: >).map { "\(store)-v\($0)" }
    }

    /// Copies the store unchanged, and removes the oldest copies.
    ///
    /// - Throws: Errors of the database; then there is no copy of this version, and the older ones remain.
    func make(of version: String, from database: Database) throws {
        let file = PrivateFile("\(store)-\(version)")
        let draft = PrivateFile(file.path + "-new")
        unlink(draft.path)
        do {
            // SQLite writes into an empty file, which keeps its mode.
            try draft.create()
            try database.execute(sql: "VACUUM INTO ?", arguments: [draft.path])
            draft.synchronize()
            guard rename(draft.path, file.path) == 0 else { throw PrivacyProblem.unusable(errno) }
        } catch {
            unlink(draft.path)
            throw error
        }
        for path in paths.dropFirst(Self.kept) { unlink(path) }
    }
}
