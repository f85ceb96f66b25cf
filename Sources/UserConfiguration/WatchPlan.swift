import Foundation

/// The folder entries to watch, so that no change of a folder's files is missed.
struct WatchPlan: Sendable, Hashable {
    /// The effect of a changed entry.
    enum Meaning: Sendable, Hashable {
        /// The file of that name in the watched folder may have changed.
        case file(String)
        /// The folder itself may have changed.
        case everything
    }

    /// The effects by folder and entry.
    private(set) var entries: [String: [String: Set<Meaning>]] = [:]
    /// The folder of the files; nil while it is missing.
    private(set) var folder: String?
    /// The current file names in the folder.
    private(set) var names: Set<String> = []

    /// Scans the file system.
    ///
    /// - Parameters:
    ///   - path: The absolute path of the folder; it may be missing, and any part may be a link.
    ///   - suffix: The suffix of the file names.
    init(path: String, suffix: String) {
        let trail = LinkTrail(path)
        for step in trail.steps { add(step, .everything) }
        guard let folder = trail.target else { return }
        self.folder = folder
        // `try?`: a folder that cannot be listed counts as empty.
        let listed = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        names = Set(listed.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") })
        for name in names {
            for step in LinkTrail(LinkTrail.path(folder, name)).steps where step.folder != folder {
                add(step, .file(name))
            }
        }
    }

    /// The folders to watch, without links.
    var folders: Set<String> {
        Set(entries.keys).union([folder].compactMap(\.self))
    }

    private mutating func add(_ step: LinkTrail.Step, _ meaning: Meaning) {
        entries[step.folder, default: [:]][step.name, default: []].insert(meaning)
    }
}
