import Foundation
import GRDB
import Glibc
import StateFiles

/// The turn in which one process creates, fills or migrates the database of a local server.
struct ServerOpening: Sendable {
    /// Nil for a database in memory.
    let locks: ByteLocks?
    /// Whether other users can read the data because the file system does not support modes.
    let isReadableByOthers: Bool

    private static let turn: Int64 = 0

    /// Prepares the folder, and waits for other processes that open the same one.
    ///
    /// - Throws: `LocalMintError.storageUnavailable` with the reason.
    init(_ storage: LocalMint.Storage) throws(LocalMintError) {
        guard case .directory(let folder) = storage else {
            (locks, isReadableByOthers) = (nil, false)
            return
        }
        let file = Self.file(in: folder)
        isReadableByOthers = try Self.prepare(folder, file)
        do throws(ByteLocks.Failure) {
            let locks = try ByteLocks.open(file + "-lock")
            self.locks = locks
            switch locks.wait(for: Self.turn) {
            case .taken: return
            case .held: break
            case .failed(let code): throw .refused(code)
            }
        } catch {
            throw .storageUnavailable(reason: "\(folder) cannot be locked (\(Self.reason(error, folder)))")
        }
        throw .storageUnavailable(reason: "\(folder) is still being opened by another process")
    }

    /// Begins on a separate thread: the process with the turn may need the task threads to end it.
    static func begin(_ storage: LocalMint.Storage) async throws(LocalMintError) -> ServerOpening {
        let opening: Result<ServerOpening, LocalMintError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: Result { () throws(LocalMintError) in try ServerOpening(storage) })
            }
        }
        return try opening.get()
    }

    func end() {
        locks?.release(Self.turn)
    }

    static func file(in folder: String) -> String {
        URL(fileURLWithPath: folder).appendingPathComponent("local-mint.sqlite").path
    }

    /// Makes the folder (0700), and makes the files private. Rejects files of other users or writable by them.
    ///
    /// - Returns: Whether other users can still read a file.
    private static func prepare(_ folder: String, _ file: String) throws(LocalMintError) -> Bool {
        var (path, isReadable) = (folder, false)
        do throws(PrivacyProblem) {
            try PrivateFile.prepareFolder(folder)
            for suffix in ["", "-wal", "-shm", "-lock"] where FileManager.default.fileExists(atPath: file + suffix) {
                path = file + suffix
                if try PrivateFile(path).makePrivate() { isReadable = true }
            }
        } catch {
            throw .storageUnavailable(reason: "\(path) \(error)")
        }
        return isReadable
    }

    private static func reason(_ failure: ByteLocks.Failure, _ folder: String) -> String {
        let words =
            switch failure {
            case .cannotOpen(let code), .refused(let code): String(cString: strerror(code))
            case .silent: "no answer within 1 s"
            }
        return words + (FileSystem(at: folder)?.name.map { ", on \($0)" } ?? "")
    }
}
