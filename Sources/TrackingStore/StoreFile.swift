import Foundation
import Glibc
import StateFiles

/// The file of a store, private to its owner.
struct StoreFile {
    let path: String

    /// Makes the folder (0700) if missing. An existing folder stays unchanged, even if others share it.
    func makeFolder() throws(StoreError) {
        do {
            try PrivateFile.makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        } catch {
            throw .cannotOpen(path: path, reason: "its folder cannot be made")
        }
    }

    /// Nil if the file does not exist.
    var byteCount: Int? { Self.byteCount(of: path) }

    static func byteCount(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// The file through which the processes with this store find each other.
    var peersPath: String { Self.peersName(of: path) }

    static func peersName(of store: String) -> String { store + "-peers" }
}

/// The files of an open store, to detect their deletion or replacement.
///
/// Later writes would be lost for the next start and invisible to other processes.
struct StoreFiles: Sendable {
    let path: String
    private let identities: [String: FileIdentity]
    private let presence: StorePresence

    /// Records the current files: all of them exist while the store is open.
    init(path: String, presence: StorePresence) {
        self.path = path
        self.presence = presence
        let pairs = [path, path + "-wal", path + "-shm"].compactMap { name in
            FileIdentity(path: name).map { (name, $0) }
        }
        identities = Dictionary(uniqueKeysWithValues: pairs)
    }

    /// - Throws: `replaced` if the files in the folder are no longer the open ones.
    func check() throws(StoreError) {
        let isInPlace = identities.allSatisfy { FileIdentity(path: $0.key) == $0.value }
        let peers = FileIdentity(path: StoreFile.peersName(of: path))
        guard isInPlace, presence.isOpen(peers) else { throw .replaced(path: path) }
    }
}
