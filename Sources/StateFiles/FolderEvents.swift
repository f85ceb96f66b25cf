import Foundation
import Glibc
import Synchronization

/// A thread that sleeps in the kernel until entries of watched folders change (inotify).
package final class FolderEvents: Sendable {
    package struct Event: Sendable {
        /// The number of the watch.
        package let watch: Int32
        package let mask: UInt32
        /// The name of the entry; empty if the event is about the folder itself.
        package let name: String

        package func contains(_ flags: Int32) -> Bool { mask & UInt32(flags) != 0 }
    }

    /// The watched folders of one thread.
    package struct Watches: Sendable {
        fileprivate let inotify: Int32

        /// Whether the kernel had an instance left.
        package var isOpen: Bool { inotify >= 0 }

        /// Watches a folder for the events of the mask.
        ///
        /// - Returns: The number of the watch; nil for a missing folder, or if no watch is left.
        package func add(_ folder: String, _ mask: Int32) -> Int32? {
            let number = inotify_add_watch(inotify, folder, UInt32(mask))
            return number >= 0 ? number : nil
        }

        package func remove(_ number: Int32) { inotify_rm_watch(inotify, number) }
    }

    /// Closing it ends the thread.
    private let stopWriter: Mutex<Int32?>

    /// Starts the thread; nil if no file descriptor is left, or without a handler.
    ///
    /// - Parameters:
    ///   - name: The name of the thread.
    ///   - handler: Makes the handler with its first watches; no later change is missed.
    package init?<Handler: FolderEventHandler>(thread name: String, handler: (Watches) -> Handler?) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (stopReader, inotify) = (ends[0], inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)))
        guard let handler = handler(Watches(inotify: inotify)) else {
            for descriptor in ends + [inotify] { close(descriptor) }
            return nil
        }
        stopWriter = Mutex(ends[1])
        let thread = Thread {
            var handler = handler
            Self.run(&handler, inotify, until: stopReader)
            for descriptor in [stopReader, inotify] { close(descriptor) }
            handler.end()
        }
        thread.name = name
        thread.start()
    }

    deinit {
        stop()
    }

    /// Ends the thread soon; the handler may be called once more.
    package func stop() {
        let descriptor = stopWriter.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let descriptor { close(descriptor) }
    }

    private static func run(_ handler: inout some FolderEventHandler, _ inotify: Int32, until stopReader: Int32) {
        while true {
            var waits = [stopReader, inotify].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let count = poll(&waits, nfds_t(waits.count), handler.timeout)
            if count < 0 && errno != EINTR { return }
            if count > 0, waits[0].revents != 0 { return }
            if count == 0 {
                handler.receive([])
            } else if count > 0, waits[1].revents != 0 {
                let events = drain(inotify)
                if !events.isEmpty { handler.receive(events) }
            }
        }
    }

    private static func drain(_ inotify: Int32) -> [Event] {
        var events: [Event] = []
        withUnsafeTemporaryAllocation(byteCount: 16384, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            while let base = buffer.baseAddress {
                let count = read(inotify, base, buffer.count)
                guard count > 0 else { return }
                events += parse(UnsafeRawBufferPointer(start: base, count: count))
            }
        }
        return events
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer) -> [Event] {
        var events: [Event] = []
        var offset = 0
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= bytes.count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let end = min(offset + header + Int(event.len), bytes.count)
            let text = bytes[(offset + header)..<end].prefix { $0 != 0 }
            events.append(Event(watch: event.wd, mask: event.mask, name: String(decoding: text, as: UTF8.self)))
            offset = end
        }
        return events
    }
}

/// The reaction to changes, on the thread of a `FolderEvents`.
package protocol FolderEventHandler: Sendable {
    /// The time in ms after which `receive` is called without events; -1 for never.
    var timeout: Int32 { get }
    /// Reacts to the events of one burst; none after the timeout.
    mutating func receive(_ events: [FolderEvents.Event])
    /// Called once, last.
    func end()
}
