import Foundation
import Synchronization

/// Tells which files of a folder were saved, by whichever way: written in place, renamed over, linked, or behind a link.
///
/// A thread of its own sleeps in the kernel and has no timer. The folder may be missing, come later, go and come back, and
/// be or hold symbolic links, whose targets are watched too.
package final class FolderWatcher: Sendable {
    /// The names of the files that may hold something else now, sorted, once per burst; also files that are gone. For one
    /// reader. Ends with `stop()`.
    package let changes: AsyncStream<[String]>
    private let sink: AsyncStream<[String]>.Continuation
    /// Closing it ends the thread.
    private let stopWriter: Mutex<Int32?>

    /// Nil where the system has no watch or no file descriptor left; then nothing is told.
    ///
    /// What changes after this returns is told.
    /// - Parameters:
    ///   - folder: An absolute path.
    ///   - suffix: How the names of the files end, such as `.yaml`; hidden files are never told.
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
