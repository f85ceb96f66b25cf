import Foundation

/// The names that decide what a path leads to: each is an entry of a folder, and a change of any of them may change what
/// the path holds.
struct LinkTrail: Sendable, Hashable {
    /// An entry of a folder.
    struct Step: Sendable, Hashable {
        /// The folder's path, without links.
        var folder: String
        var name: String
    }

    /// More links than this are a circle; the kernel stops there too.
    private static let linkLimit = 40

    /// Every link on the way and the entry at its end; where something is missing, the missing entry is the last one.
    private(set) var steps: [Step] = []
    /// Where the path leads; nil where something is missing.
    private(set) var target: String?

    /// - Parameter path: From `/`.
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

    private static func parent(of folder: String) -> String {
        let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
        return "/" + parent
    }

    /// Where a link points to; nil where it is none.
    private static func destination(of path: String) -> String? {
        // `try?`: anything but a link cannot be read as one, and that is the question.
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }
}
