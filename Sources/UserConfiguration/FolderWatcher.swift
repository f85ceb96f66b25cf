import Foundation
import StateFiles

/// Reports which files of a folder were saved, in any way: written in place, renamed over, linked, or behind a link.
///
/// A dedicated thread sleeps in the kernel, without a timer. The folder may be missing, appear later, disappear and
/// return, and be or hold symbolic links, whose targets are watched too.
package final class FolderWatcher: Sendable {
    /// The names of possibly changed files, sorted, once per burst, also of deleted ones. For one reader. Ends with
    /// `stop()`.
    package let changes: AsyncStream<[String]>
    private let events: FolderEvents

    /// Nil if the system has no watch or file descriptor left; then nothing is reported.
    ///
    /// All changes after this returns are reported.
    /// - Parameters:
    ///   - folder: An absolute path.
    ///   - suffix: The suffix of the file names, such as `.yaml`; hidden files are never reported.
    package init?(folder: String, suffix: String) {
        let (changes, sink) = AsyncStream.makeStream(of: [String].self)
        let events = FolderEvents(thread: "mintop.folder") { watches -> FolderWatch? in
            guard watches.isOpen else { return nil }
            return FolderWatch(watches, folder: folder, suffix: suffix, sink)
        }
        guard let events else { return nil }
        (self.changes, self.events) = (changes, events)
    }

    deinit {
        stop()
    }

    /// Ends the thread and the stream soon.
    package func stop() { events.stop() }
}
