import Foundation
import Glibc

/// The place of a store on disk: only its owner may look into it.
struct StoreFile {
    let path: String

    /// Makes the folder (0700) where it is missing, and the file (0600).
    ///
    /// A file that exists is made private; a folder that exists is left as it is, it may belong to others too.
    func prepare() throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            if !FileManager.default.fileExists(atPath: folder) {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch {
            throw .cannotOpen(path: path, reason: "its folder cannot be made")
        }
        // SQLite gives -wal and -shm the mode of the file, so this one must be right before SQLite sees it.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: Self.reason(errno)) }
        let changed = fchmod(descriptor, 0o600)
        let code = errno
        close(descriptor)
        if changed != 0 { throw .cannotOpen(path: path, reason: Self.reason(code)) }
    }

    /// How much is in it; 0 where there is no file yet.
    var byteCount: Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The file by which those who have the store open know of each other.
    var peersPath: String { Self.peersName(of: path) }

    /// That file's name or path, from the store's.
    static func peersName(of store: String) -> String { store + "-peers" }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
