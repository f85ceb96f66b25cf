import Foundation
import Glibc
import Synchronization

/// Watches the files of a store for writes of all processes, on a thread that sleeps in the kernel.
///
/// The thread has no timer while nothing is written. If the kernel has no watch left, it checks twice a second instead.
final class StoreWatcher: Sendable {
    /// Closing it ends the thread.
    private let stopWriter: Mutex<Int32?>

    /// Nil if no file descriptors are left. Calls `post` on the thread after a possible change.
    init?(path: String, post: @escaping @Sendable () -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let inotify = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // The folder rather than the files, because the log is created and removed.
        let isWatching = inotify >= 0 && inotify_add_watch(inotify, folder, UInt32(IN_MODIFY | IN_CREATE)) >= 0
        stopWriter = Mutex(ends[1])
        let loop = Loop(
            inotify: inotify, stopReader: ends[0], isWatching: isWatching,
            name: URL(fileURLWithPath: path).lastPathComponent, post: post)
        let thread = Thread { loop.run() }
        thread.name = "mintop.store"
        thread.start()
    }

    deinit {
        stop()
    }

    /// Ends the thread soon; it may post once more.
    func stop() {
        let descriptor = stopWriter.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let descriptor { close(descriptor) }
    }
}

/// The thread's work; owns the descriptors it reads.
private struct Loop: Sendable {
    let inotify: Int32
    let stopReader: Int32
    let isWatching: Bool
    let name: String
    let post: @Sendable () -> Void

    /// The wait in ms after a write to the log for an announcement: the writer may have been killed before it.
    private static let patience: Int32 = 300
    private static let pollingInterval: Int32 = 500

    private struct Writes: OptionSet {
        let rawValue: Int
        static let log = Writes(rawValue: 1)
        static let announced = Writes(rawValue: 2)
    }

    func run() {
        defer {
            close(stopReader)
            if inotify >= 0 { close(inotify) }
        }
        var timeout: Int32 = isWatching ? -1 : Self.pollingInterval
        while true {
            var waits = [
                pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isWatching ? inotify : -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waits, nfds_t(waits.count), timeout)
            if count < 0 && errno != EINTR { return }
            if waits[0].revents != 0 { return }
            if count == 0 {
                post()
                timeout = isWatching ? -1 : Self.pollingInterval
            } else if waits[1].revents != 0 {
                let writes = drain()
                if writes.contains(.announced) {
                    post()
                    timeout = -1
                } else if writes.contains(.log) {
                    timeout = Self.patience
                }
            }
        }
    }

    private func drain() -> Writes {
        var writes: Writes = []
        let size = 4096
        withUnsafeTemporaryAllocation(byteCount: size, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            while let base = buffer.baseAddress {
                let count = read(inotify, base, size)
                guard count > 0 else { return }
                writes.formUnion(parse(UnsafeRawBufferPointer(start: base, count: count)))
            }
        }
        return writes
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) -> Writes {
        var writes: Writes = []
        var offset = 0
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= bytes.count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let end = min(offset + header + Int(event.len), bytes.count)
            let text = bytes[(offset + header)..<end].prefix { $0 != 0 }
            // Some events were lost: check for changes.
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { writes.insert(.announced) }
            switch String(decoding: text, as: UTF8.self) {
            case StoreFile.peersName(of: name): writes.insert(.announced)
            case name + "-wal": writes.insert(.log)
            default: break
            }
            offset = end
        }
        return writes
    }
}
