import Glibc

/// The device and inode of a file, unique while the file is open.
package struct FileIdentity: Hashable, Sendable {
    let device: UInt
    let inode: UInt

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
    }

    /// Nil if the file is missing or unreadable.
    package init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}
