import Foundation

/// The thread of a `FolderWatcher`; owns the descriptors it reads.
struct FolderWatch: Sendable {
    /// Written and closed, renamed in or out, linked, deleted: never a half-written file.
    private static let mask = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_ONLYDIR)

    private let inotify: Int32
    private let stopReader: Int32
    private let path: String
    private let suffix: String
    private let tell: @Sendable ([String]) -> Void
    private var plan: WatchPlan
    /// The watched folders by the kernel's number.
    private var folders: [Int32: String] = [:]

    init(
        inotify: Int32, stopReader: Int32, folder: String, suffix: String, tell: @escaping @Sendable ([String]) -> Void
    ) {
        self.inotify = inotify
        self.stopReader = stopReader
        path = folder
        self.suffix = suffix
        self.tell = tell
        plan = WatchPlan(path: folder, suffix: suffix)
    }

    /// Sleeps and reports until the other end of the pipe is closed.
    mutating func run() {
        defer {
            close(stopReader)
            close(inotify)
        }
        while true {
            var waits = [
                pollfd(fd: stopReader, events: Int16(POLLIN), revents: 0),
                pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&waits, nfds_t(waits.count), -1)
            if count < 0 && errno != EINTR { return }
            if count > 0, waits[0].revents != 0 { return }
            if count > 0, waits[1].revents != 0 { receive() }
        }
    }

    /// Watches the folders of the plan, and no others.
    mutating func watch() {
        // Changes before a folder was watched are not reported, so the scan is repeated until it finds none.
        for _ in 0..<8 {
            addWatches()
            let seen = plan
            plan = WatchPlan(path: path, suffix: suffix)
            if plan == seen { return }
        }
    }

    private mutating func addWatches() {
        var next: [Int32: String] = [:]
        for folder in plan.folders {
            let number = inotify_add_watch(inotify, folder, Self.mask)
            // The parent folder reports a folder that disappeared meanwhile.
            if number >= 0 { next[number] = folder }
        }
        for number in folders.keys where next[number] == nil { inotify_rm_watch(inotify, number) }
        folders = next
    }

    private mutating func receive() {
        let before = plan
        let events = drain()
        var changed: Set<String> = []
        var isOther = events.contains { $0.mask & UInt32(IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF) != 0 }
        for event in events {
            guard let folder = folders[event.number] else { continue }
            if folder == plan.folder, isSaved(event, in: folder) { changed.insert(event.name) }
            for meaning in plan.entries[folder]?[event.name] ?? [] {
                switch meaning {
                case .everything: isOther = true
                case .file(let name): changed.insert(name)
                }
            }
        }
        // A link may have a new target, and a folder may have appeared. Its earlier changes were not watched, so
        // everything is reported.
        plan = WatchPlan(path: path, suffix: suffix)
        if plan.folders != before.folders || isOther { watch() }
        if isOther || plan.folder != before.folder { changed.formUnion(plan.names.union(before.names)) }
        changed.formUnion(plan.names.symmetricDifference(before.names))
        let names = changed.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
        if !names.isEmpty { tell(names) }
    }

    /// A new file is reported when closed, a new link at once.
    private func isSaved(_ event: Event, in folder: String) -> Bool {
        guard event.mask & UInt32(IN_CREATE) != 0 else { return true }
        var status = stat()
        guard lstat(LinkTrail.path(folder, event.name), &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
    }

    // MARK: Reading

    private struct Event {
        var number: Int32
        var mask: UInt32
        var name: String
    }

    private func drain() -> [Event] {
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

    private func parse(_ bytes: UnsafeRawBufferPointer) -> [Event] {
        var events: [Event] = []
        var offset = 0
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= bytes.count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let end = min(offset + header + Int(event.len), bytes.count)
            let text = bytes[(offset + header)..<end].prefix { $0 != 0 }
            events.append(Event(number: event.wd, mask: event.mask, name: String(decoding: text, as: UTF8.self)))
            offset = end
        }
        return events
    }
}
