import Foundation

/// Remembers that mintop explained itself: an empty file in the folder of its state.
struct FirstStart: Sendable {
    private let path: String

    /// - Parameter folder: of mintop's state.
    init(folder: String) {
        path = folder + "/welcomed"
    }

    /// Whether nobody was shown the explanation yet.
    var isAhead: Bool { !FileManager.default.fileExists(atPath: path) }

    /// The explanation was put away.
    func remember() {
        // Where nothing can be written it is shown again, which says no more than it does.
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
}
