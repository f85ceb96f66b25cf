package import Foundation
package import MintDomain

package struct DownloadRequest: Sendable {
    /// The identity of the file, independent of its link: profile, resource and asset in one text. A partial file is
    /// only resumed with the same identity.
    package var identity: String
    /// The name of the file on disk; `FileName.isSafe`.
    package var fileName: String
    /// An existing directory.
    package var directory: String
    package var format: AssetFormat
    package var link: FreshLink
    /// The action if another file of that name exists.
    package var present = PresentFile.ask
    /// Reads the link again from the resource; nil if the file no longer exists. Called once at most.
    package var refresh: @Sendable () async throws -> FreshLink?
}

extension DownloadRequest {
    /// `owner` contains profile and resource in one text; `localTime` converts a time of the server to our clock.
    package init(
        _ entry: AssetList.Entry, owner: String, directory: String, present: PresentFile = .ask,
        localTime: (Date) -> Date = { $0 }, refresh: @escaping @Sendable () async throws -> FreshLink?
    ) {
        self.init(
            identity: "\(owner)|\(entry.asset.name)", fileName: entry.fileName, directory: directory,
            format: entry.format, link: FreshLink(entry.asset, expiresAt: entry.expiresAt.map(localTime)),
            present: present, refresh: refresh)
    }
}

/// A newly read link to a file.
package struct FreshLink: Sendable, Hashable {
    package var text: String
    /// Nil if unknown.
    package var byteCount: Int64?
    /// The expiry by our clock; nil if unknown.
    package var expiresAt: Date?
}

extension FreshLink {
    package init(_ asset: Asset, expiresAt: Date?) {
        self.init(text: asset.url, byteCount: asset.byteCount.map(Int64.init), expiresAt: expiresAt)
    }
}

package enum PresentFile: String, Sendable, Hashable, CaseIterable {
    /// The download ends as `.exists`, and the fetched bytes stay for the next attempt.
    case ask
    case overwrite
    /// Numbers the new file: `lamp (2).glb`.
    case keepBoth
}

package enum DownloadOutcome: Sendable, Hashable {
    case finished(DownloadedFile)
    /// An identical file was already there.
    case alreadyThere(path: String)
    /// Another file has that name (its size; nil if not a regular file), and the request said `.ask`.
    case exists(path: String, byteCount: Int64?)
}

package struct DownloadedFile: Sendable, Hashable {
    package var path: String
    package var byteCount: Int64
    /// The number of bytes already on disk before the download.
    package var resumedFrom: Int64
    /// Whether a server's checksum was compared; the size always is.
    package var isDigestChecked: Bool
}

package struct DownloadProgress: Sendable, Hashable {
    package enum Phase: Sendable, Hashable {
        /// Waiting for other downloads.
        case waiting
        /// The link is being read again.
        case refreshing
        case transferring
        /// The connection broke; a retry follows.
        case retrying
        /// All bytes arrived and are being checked and synced to disk.
        case checking
    }

    package var phase: Phase
    /// The number of bytes on disk, those of earlier runs included.
    package var receivedBytes: Int64 = 0
    package var totalBytes: Int64?
    /// The number of bytes of this run, with the time of the transfer: gives the rate.
    package var bytesInRun: Int64 = 0
    package var timeInRun = Duration.zero

    /// The average rate of this run in bytes per second; nil in its first 250 ms.
    package var rate: Double? {
        let seconds = timeInRun / .seconds(1)
        return seconds >= 0.25 ? Double(bytesInRun) / seconds : nil
    }

    /// The estimated time for the rest at that rate; nil if unknown.
    package var remaining: Duration? {
        guard let totalBytes, let rate, rate > 0 else { return nil }
        return .seconds(Double(max(totalBytes - receivedBytes, 0)) / rate)
    }
}
