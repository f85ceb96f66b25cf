import CFileSystem
import Foundation
import Glibc

/// The file system of a folder, as reported by the kernel.
package struct FileSystem: Hashable, Sendable {
    /// Its usual name, such as `NFS`; nil if unknown.
    package let name: String?
    /// Whether other machines or another kernel share it, so that locks and shared memory may not work.
    package let isShared: Bool
    /// The free space for this user, in bytes.
    package let freeBytes: Int64

    /// Examines the nearest existing folder of a path; nil if the kernel does not answer soon.
    package init?(at path: String) {
        let found = boundedCall(milliseconds: 250) { () -> (type: UInt32, free: Int64)? in
            var (type, free): (UInt32, Int64) = (0, 0)
            var place = path
            while mintop_file_system(place, &type, &free) != 0 {
                guard errno == ENOENT || errno == ENOTDIR, place != "/", !place.isEmpty else { return nil }
                place = (place as NSString).deletingLastPathComponent
            }
            return (type, free)
        }
        guard case .some(.some(let found)) = found else { return nil }
        (name, isShared) = Self.names[found.type] ?? (nil, false)
        freeBytes = found.free
    }

    /// From `statfs(2)` and linux/magic.h.
    private static let names: [UInt32: (String, Bool)] = [
        0x6969: ("NFS", true), 0x517B: ("SMB", true), 0xFF53_4D42: ("CIFS", true), 0xFE53_4D42: ("SMB", true),
        0x6573_5546: ("FUSE", true), 0x0102_1997: ("9p", true), 0x5346_414F: ("AFS", true), 0x6B41_4653: ("AFS", true),
        0x00C3_6400: ("Ceph", true), 0x0BD0_0BD0: ("Lustre", true), 0x786F_4256: ("vboxsf", true),
        0xBACB_ACBC: ("vmhgfs", true), 0x0161_1970: ("GFS2", true), 0x7461_636F: ("OCFS2", true),
        0x7375_7245: ("Coda", true), 0xEF53: ("ext4", false), 0x9123_683E: ("btrfs", false),
        0x5846_5342: ("XFS", false), 0x0102_1994: ("tmpfs", false), 0x794C_7630: ("overlayfs", false),
        0x2FC1_2FC1: ("ZFS", false), 0xF2F5_2010: ("F2FS", false), 0x4D44: ("FAT", false),
        0x2011_BAB0: ("exFAT", false),
    ]
}
