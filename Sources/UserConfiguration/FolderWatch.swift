import Foundation
import StateFiles

/// Finds the saved files of a folder in the events of the folders that its plan watches.
struct FolderWatch: FolderEventHandler {
    /// The events of a file written and closed, renamed in or out, linked or deleted; not of a half-written one.
    private static let mask =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
        | IN_ONLYDIR

    private let watches: FolderEvents.Watches
    private let path: String
    private let suffix: String
    private let sink: AsyncStream<[String]>.Continuation
    private var plan: WatchPlan
    /// The watched folders by the kernel's number.
    private var folders: [Int32: String] = [:]

    var timeout: Int32 { -1 }

    init(
        _ watches: FolderEvents.Watches, folder: String, suffix: String, _ sink: AsyncStream<[String]>.Continuation
    ) {
        self.watches = watches
        path = folder
        self.suffix = suffix
        self.sink = sink
        plan = WatchPlan(path: folder, suffix: suffix)
        watch()
    }

    func end() { sink.finish() }

    /// Watches the folders of the plan, and no others.
    private mutating func watch() {
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
            // The parent folder reports a folder that disappeared meanwhile.
            if let number = watches.add(folder, Self.mask) { next[number] = folder }
        }
        for number in folders.keys where next[number] == nil { watches.remove(number) }
        folders = next
    }

    mutating func receive(_ events: [FolderEvents.Event]) {
        let before = plan
        var changed: Set<String> = []
        var isOther = events.contains { $0.contains(IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF) }
        for event in events {
            guard let folder = folders[event.watch] else { continue }
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
        if !names.isEmpty { sink.yield(names) }
    }

    /// A new file is reported when closed, a new link at once.
    private func isSaved(_ event: FolderEvents.Event, in folder: String) -> Bool {
        guard event.contains(IN_CREATE) else { return true }
        var status = stat()
        guard lstat(LinkTrail.path(folder, event.name), &status) == 0 else { return true }
        return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
    }
}
