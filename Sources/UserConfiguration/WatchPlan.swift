import Foundation

/// Which entries of which folders to watch, so that no change of the files of one folder is missed.
struct WatchPlan: Sendable, Hashable {
    /// What an entry's change means.
    enum Meaning: Sendable, Hashable {
        /// The file of that name in the watched folder may hold something else.
        case file(String)
        /// The folder itself may be another one.
        case everything
    }

    /// By folder and entry, what a change there means.
    private(set) var entries: [String: [String: Set<Meaning>]] = [:]
    /// Where the files are; nil while there is no such folder.
    private(set) var folder: String?
    /// The files there are now, by the names they have in the folder.
    private(set) var names: Set<String> = []

    /// Looks at the file system as it is now.
    ///
    /// - Parameters:
    ///   - path: The folder, from `/`; it may be missing, and any part of it may be a link.
    ///   - suffix: How the names of the files end.
    init(path: String, suffix: String) {
        let trail = LinkTrail(path)
        for step in trail.steps { add(step, .everything) }
        guard let folder = trail.target else { return }
        self.folder = folder
        // `try?`: a folder that cannot be listed has no files for us.
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
