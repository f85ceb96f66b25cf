import Foundation
import Glibc
import StateFiles

extension FolderEvents {
    /// Watches the files of a store for writes of all processes, and calls `post` after a possible change.
    ///
    /// The thread has no timer while nothing is written. If the kernel has no watch left, it checks twice a second
    /// instead. Nil if no file descriptors are left.
    convenience init?(store path: String, post: @escaping @Sendable () -> Void) {
        let file = URL(fileURLWithPath: path)
        self.init(thread: "mintop.store") { watches in
            // The folder rather than the files, because the log is created and removed.
            let watch = watches.add(file.deletingLastPathComponent().path, IN_MODIFY | IN_CREATE)
            return StoreWrites(isWatching: watch != nil, name: file.lastPathComponent, post: post)
        }
    }
}

private struct StoreWrites: FolderEventHandler {
    let isWatching: Bool
    let name: String
    let post: @Sendable () -> Void
    private(set) var timeout: Int32

    /// The wait in ms after a write to the log for an announcement: the writer may have been killed before it.
    private static let patience: Int32 = 300
    private static let pollingInterval: Int32 = 500

    init(isWatching: Bool, name: String, post: @escaping @Sendable () -> Void) {
        (self.isWatching, self.name, self.post) = (isWatching, name, post)
        timeout = isWatching ? -1 : Self.pollingInterval
    }

    mutating func receive(_ events: [FolderEvents.Event]) {
        let peers = StoreFile.peersName(of: name)
        // After lost events anything may have changed.
        if events.isEmpty || events.contains(where: { $0.name == peers || $0.contains(IN_Q_OVERFLOW) }) {
            post()
            timeout = isWatching ? -1 : Self.pollingInterval
        } else if events.contains(where: { $0.name == name + "-wal" }) {
            timeout = Self.patience
        }
    }

    func end() {}
}
