import Foundation

/// Checks whether other users could have written a file, by the owners and modes of the file and its folders.
struct FileTrust {
    /// A file or one of its folders.
    struct Place: Sendable, Hashable {
        var path: String
        var owner: uid_t
        /// As returned by `stat`.
        var mode: mode_t

        fileprivate var isFolder: Bool { mode & S_IFMT == S_IFDIR }

        fileprivate var isWritableByOthers: Bool {
            // In a folder with the sticky bit, other users can neither rename nor remove files of others.
            mode & 0o022 != 0 && !(isFolder && mode & S_ISVTX != 0)
        }
    }

    enum Doubt: Sendable, Hashable {
        case foreignOwner(Place)
        case writable(Place)
        /// A folder that cannot be examined.
        case unknown(path: String)
    }

    /// Returns the first reason for this user not to trust a file and its folders, if any.
    static func doubt(of places: [Place], user: uid_t) -> Doubt? {
        for place in places {
            if place.owner != user, place.owner != 0 { return .foreignOwner(place) }
            if place.isWritableByOthers { return .writable(place) }
        }
        return nil
    }

    /// Returns the first reason not to trust the folders that an absolute path goes through, links included.
    ///
    /// Like ssh, it checks each folder up to the home folder, or up to `/` for a path outside it.
    static func doubtOfFolders(around path: String, home: String?, user: uid_t) -> Doubt? {
        let home = home.flatMap { LinkTrail($0).target }
        var seen: Set<String> = []
        for step in LinkTrail(path).steps {
            var folder = step.folder
            while seen.insert(folder).inserted {
                var status = stat()
                guard stat(folder, &status) == 0 else { return .unknown(path: folder) }
                let place = Place(path: folder, owner: status.st_uid, mode: status.st_mode)
                if let doubt = doubt(of: [place], user: user) { return doubt }
                if folder == "/" || folder == home { break }
                folder = LinkTrail.parent(of: folder)
            }
        }
        return nil
    }
}

extension FileTrust.Doubt: CustomStringConvertible {
    /// The end of a sentence: the reason and the command that removes it.
    var description: String {
        switch self {
        case .foreignOwner(let place):
            let kind = place.isFolder ? "the folder " : ""
            return "\(kind)\(place.path) belongs to another user (\(place.owner)): use one of your own"
        case .writable(let place):
            let kind = place.isFolder ? "the folder " : ""
            return "group or others can write \(kind)\(place.path): chmod go-w \(place.path)"
        case .unknown(let path): return "the folder \(path) cannot be checked"
        }
    }

    /// A shell command that makes the file trusted, if there is one.
    var remedy: String? {
        guard case .writable(let place) = self else { return nil }
        return "chmod go-w '\(place.path.replacing("'", with: "'\\''"))'"
    }
}
