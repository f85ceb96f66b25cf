package import Foundation
package import MintDomain

/// One file to fetch.
package struct DownloadRequest: Sendable {
    /// Which file it is, whatever its link: profile, resource and asset in one text. A part on the disk is only gone on
    /// with under the same one.
    package var identity: String
    /// The name it gets; `FileName.isSafe`.
    package var fileName: String
    /// An existing directory.
    package var directory: String
    package var format: AssetFormat
    package var link: FreshLink
    /// What to do where there is another file of that name.
    package var present: PresentFile
    /// Reads the link again from the resource; nil where there is no such file any more. Called once at most.
    package var refresh: @Sendable () async throws -> FreshLink?

    package init(
        identity: String, fileName: String, directory: String, format: AssetFormat, link: FreshLink,
        present: PresentFile = .ask, refresh: @escaping @Sendable () async throws -> FreshLink?
    ) {
        self.identity = identity
        self.fileName = fileName
        self.directory = directory
        self.format = format
        self.link = link
        self.present = present
        self.refresh = refresh
    }

    /// - Parameters:
    ///   - entry: of the list of one resource.
    ///   - owner: profile and resource in one text.
    ///   - directory: an existing one.
    ///   - present: what to do where there is another file of that name.
    ///   - localTime: a time of the server as our clock shows it (`ServerClock.local`).
    ///   - refresh: see the property.
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

/// A link to a file, as new as it is.
package struct FreshLink: Sendable, Hashable {
    package var text: String
    /// Nil where the server did not say.
    package var byteCount: Int64?
    /// By our clock; nil where it is not known.
    package var expiresAt: Date?

    package init(text: String, byteCount: Int64? = nil, expiresAt: Date? = nil) {
        self.text = text
        self.byteCount = byteCount
        self.expiresAt = expiresAt
    }

    package init(_ asset: Asset, expiresAt: Date?) {
        self.init(text: asset.url, byteCount: asset.byteCount.map(Int64.init), expiresAt: expiresAt)
    }
}

/// What to do with a different file that has the name already.
package enum PresentFile: String, Sendable, Hashable, CaseIterable {
    /// Nothing: the download ends as `.exists`, and what was fetched stays for the next try.
    case ask
    case overwrite
    /// The new one gets a number: `lamp (2).glb`.
    case keepBoth
}

/// How a download ended.
package enum DownloadOutcome: Sendable, Hashable {
    /// The file is there.
    case finished(DownloadedFile)
    /// The file was there already, byte for byte.
    case alreadyThere(path: String)
    /// There is another file of that name (its size; nil for what is no file), and the request said `.ask`.
    case exists(path: String, byteCount: Int64?)
}

/// A file that arrived.
package struct DownloadedFile: Sendable, Hashable {
    package var path: String
    package var byteCount: Int64
    /// How many of its bytes were on the disk before.
    package var resumedFrom: Int64
    /// Whether a checksum of the server's was compared; the size always is.
    package var isDigestChecked: Bool

    package init(path: String, byteCount: Int64, resumedFrom: Int64, isDigestChecked: Bool) {
        self.path = path
        self.byteCount = byteCount
        self.resumedFrom = resumedFrom
        self.isDigestChecked = isDigestChecked
    }
}

/// How far a download is.
package struct DownloadProgress: Sendable, Hashable {
    package enum Phase: Sendable, Hashable {
        /// Other downloads go first.
        case waiting
        /// The link is being read again.
        case refreshing
        case transferring
        /// The connection broke; the next try follows by itself.
        case retrying
        /// All is there: checked and forced to the disk.
        case checking
    }

    package var phase: Phase
    /// How many bytes are on the disk, those of earlier runs included.
    package var receivedBytes: Int64
    /// Nil where nobody said.
    package var totalBytes: Int64?
    /// How many of them came in this run, and for how long it has been transferring: gives the rate.
    package var bytesInRun: Int64
    package var timeInRun: Duration

    package init(
        phase: Phase, receivedBytes: Int64 = 0, totalBytes: Int64? = nil, bytesInRun: Int64 = 0,
        timeInRun: Duration = .zero
    ) {
        self.phase = phase
        self.receivedBytes = receivedBytes
        self.totalBytes = totalBytes
        self.bytesInRun = bytesInRun
        self.timeInRun = timeInRun
    }

    /// Bytes a second, on average over this run; nil in its first quarter of a second.
    package var rate: Double? {
        let seconds = timeInRun / .seconds(1)
        return seconds >= 0.25 ? Double(bytesInRun) / seconds : nil
    }

    /// How long the rest takes at that rate; nil where that cannot be told.
    package var remaining: Duration? {
        guard let totalBytes, let rate, rate > 0 else { return nil }
        return .seconds(Double(max(totalBytes - receivedBytes, 0)) / rate)
    }
}
