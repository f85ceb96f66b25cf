package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// A file of an operation, a World or a Model.
package struct AssetRef: Sendable, Hashable {
    /// The owner of the file. An expired link is replaced by reading the owner again.
    package let subject: DetailSubject
    /// The file as listed at the time of the key press.
    package let asset: Asset

    package init(subject: DetailSubject, asset: Asset) {
        self.subject = subject
        self.asset = asset
    }

    /// The identity that stays the same when the link is signed again.
    package var id: AssetID { AssetID(subject: subject, name: asset.name, path: linkPath(asset.url)) }
}

/// The identity of a file. Another revision of it has another path.
package struct AssetID: Sendable, Hashable {
    package let subject: DetailSubject
    package let name: String
    /// The link without query and fragment.
    package let path: String
}

/// The progress or the outcome of a download.
package enum DownloadNews: Sendable, Hashable {
    /// The bytes received and the total; the total is nil if the server does not state it.
    case progress(received: Int, total: Int?)
    /// The download was stopped. The partial file is kept, and the next try resumes it.
    case paused
    /// The download failed for the given reason, which is one line.
    case failed(String)
    /// The file is complete at that path.
    case done(path: String)
    /// A file with other content exists at that path; nothing was written.
    case exists(path: String)
    /// The download was canceled and its partial file removed.
    case canceled
}

/// The answer to the question about an existing file.
package enum ExistingAnswer: Sendable, Hashable, CaseIterable {
    case overwrite, keepBoth, cancel
}

package enum DownloadState: Sendable, Hashable {
    /// It is running or queued.
    case running(TransferMeter)
    case paused(received: Int, total: Int?)
    case failed(SafeText)
    case done(path: SafeText)
    /// The user has to decide about the existing file at that path.
    case asks(path: SafeText)

    package var isRunning: Bool { if case .running = self { true } else { false } }
}

/// The transfer rate, measured over the last seconds.
package struct TransferMeter: Sendable, Hashable {
    private struct Sample: Sendable, Hashable {
        let at: Date
        let bytes: Int
    }

    /// The age at which a sample is dropped, in seconds.
    private static let window = 5.0

    /// The bytes received so far.
    package private(set) var received = 0
    /// The bytes in total; nil if unknown.
    package private(set) var total: Int?
    private var samples: [Sample] = []

    package init() {}

    /// Records the bytes received. A lower count than before restarts the measurement, because the file changed or the
    /// server started over.
    package mutating func count(_ received: Int, of total: Int?, at now: Date) {
        if received < self.received { samples = [] }
        (self.received, self.total) = (max(0, received), total)
        samples.append(Sample(at: now, bytes: received))
        samples.removeAll { now.timeIntervalSince($0.at) > Self.window }
    }

    /// The rate in bytes per second; nil with too few samples or after a long silence.
    package func rate(at now: Date) -> Double? {
        let recent = samples.filter { now.timeIntervalSince($0.at) <= Self.window }
        guard let first = recent.first, let last = recent.last else { return nil }
        // A short silence is the usual distance between samples. A longer one lowers the rate.
        let end = now.timeIntervalSince(last.at) > 1.5 ? now : last.at
        let seconds = end.timeIntervalSince(first.at)
        guard seconds >= 0.5, last.bytes > first.bytes else { return nil }
        return Double(last.bytes - first.bytes) / seconds
    }

    /// Whether bytes arrived before, but none recently.
    package func isStalled(at now: Date) -> Bool {
        samples.last.map { received > 0 && now.timeIntervalSince($0.at) > Self.window } ?? false
    }

    /// The estimated seconds until the end; nil if unknown.
    package func secondsLeft(at now: Date) -> Double? {
        guard let rate = rate(at: now), let total, total >= received else { return nil }
        return Double(total - received) / rate
    }

    /// The received share, 0 to 1; nil if the total is unknown.
    package var fraction: Double? {
        guard let total, total > 0 else { return nil }
        return min(1, Double(received) / Double(total))
    }
}
