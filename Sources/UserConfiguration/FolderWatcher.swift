import Foundation
import Synchronization

/// Reports which files of a folder were saved, in any way: written in place, renamed over, linked, or behind a link.
///
/// A dedicated thread sleeps in the kernel, without a timer. The folder may be missing, appear later, disappear and
/// return, and be or hold symbolic links, whose targets are watched too.
package final class FolderWatcher: Sendable {
    /// The names of possibly changed files, sorted, once per burst, also of deleted ones. For one reader. Ends with
    /// `stop()`.
    package let changes: AsyncStream<[String]>
    private let sink: AsyncStream<[String]>.Continuation
    /// Closing it ends the thread.
    private let stopWriter: Mutex<Int32?>

    /// Nil if the system has no watch or file descriptor left; then nothing is reported.
    ///
    /// All changes after this returns are reported.
    /// - Parameters:
    ///   - folder: An absolute path.
    ///   - suffix: The suffix of the file names, such as `.yaml`; hidden files are never reported.
    package init?(folder: String, suffix: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let inotify = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard inotify >= 0 else {
            for end in ends { close(end) }
            return nil
        }
        (changes, sink) = AsyncStream.makeStream(of: [String].self)
        stopWriter = Mutex(ends[1])
        let sink = sink
        var loop = FolderWatch(inotify: inotify, stopReader: ends[0], folder: folder, suffix: suffix) {
            sink.yield($0)
        }
        loop.watch()
        let first = loop
        let thread = Thread {
            var loop = first
            loop.run()
            sink.finish()
        }
        thread.name = "mintop.folder"
        thread.start()
    }

    deinit {
        stop()
    }

    /// Ends the thread and the stream soon.
    package func stop() {
        let descriptor = stopWriter.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let descriptor { close(descriptor) }
    }
}
