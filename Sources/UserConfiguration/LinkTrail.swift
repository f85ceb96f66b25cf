import Foundation

/// The folder entries that a path depends on: a change of any of them may change the path's content.
struct LinkTrail: Sendable, Hashable {
    struct Step: Sendable, Hashable {
        /// The folder's path, without links.
        var folder: String
        var name: String
    }

    /// The maximum number of links, as in the kernel; more are a cycle.
    private static let linkLimit = 40

    /// Every link on the path and the final entry; a missing entry is the last one.
    private(set) var steps: [Step] = []
    /// The target of the path; nil if an entry is missing.
    private(set) var target: String?

    /// The path must be absolute.
    init(_ path: String) {
        var pending = Array(path.split(separator: "/").map(String.init).reversed())
        var folder = "/"
        var links = 0
        while let name = pending.popLast() {
            switch name {
            case ".": continue
            case "..": folder = Self.parent(of: folder)
            default:
                let entry = Self.path(folder, name)
                if let destination = Self.destination(of: entry) {
                    links += 1
                    guard links <= Self.linkLimit else { return }
                    steps.append(Step(folder: folder, name: name))
                    if destination.hasPrefix("/") { folder = "/" }
                    pending += destination.split(separator: "/").map(String.init).reversed()
                } else if pending.isEmpty {
                    steps.append(Step(folder: folder, name: name))
                    if FileManager.default.fileExists(atPath: entry) { target = entry }
                    return
                } else if FileManager.default.fileExists(atPath: entry) {
                    folder = entry
                } else {
                    steps.append(Step(folder: folder, name: name))
                    return
                }
            }
        }
        target = folder
    }

    static func path(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    static func parent(of folder: String) -> String {
        let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
        return "/" + parent
    }

    /// The target of a link; nil for other files.
    private static func destination(of path: String) -> String? {
        // `try?`: reading fails for anything but a link, which is the test.
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }
}
