import Foundation

/// Records that the welcome dialog was shown: an empty file in the state folder.
package struct FirstStart: Sendable {
    private let path: String

    /// - Parameter folder: The state folder of mintop.
    package init(folder: String) {
        path = folder + "/welcomed"
    }

    /// Whether the welcome dialog was never closed.
    package var isAhead: Bool { !FileManager.default.fileExists(atPath: path) }

    /// Records that the welcome dialog was closed.
    package func remember() {
        // If the file cannot be written, the dialog is shown again at the next start.
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
}
