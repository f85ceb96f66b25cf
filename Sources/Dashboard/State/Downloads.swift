package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// A file of an operation, a World or a Model.
package struct AssetRef: Sendable, Hashable {
    /// What it belongs to: an expired link is read from there again.
    package let subject: DetailSubject
    /// The file as it was listed when the key was pressed.
    package let asset: Asset

    package init(subject: DetailSubject, asset: Asset) {
        self.subject = subject
        self.asset = asset
    }

    /// What it is known by while its link is signed anew.
    package var id: AssetID { AssetID(subject: subject, name: asset.name, path: linkPath(asset.url)) }
}

/// Which file it is: another revision of it has another path.
package struct AssetID: Sendable, Hashable {
    package let subject: DetailSubject
    package let name: String
    /// The link without query and fragment.
    package let path: String
}

/// What is told about a download.
package enum DownloadNews: Sendable, Hashable {
    /// So many bytes are there, of so many; the total is nil where the server does not say.
    case progress(received: Int, total: Int?)
    /// It was stopped; what came is kept, and the next try goes on from there.
    case paused
    /// It failed; one line says why.
    case failed(String)
    /// It is there, at that path.
    case done(path: String)
    /// A file with other content is at that path already, and nothing was written.
    case exists(path: String)
    /// It is given up, and nothing of it is left.
    case canceled
}

/// What to do about another file of that name.
package enum ExistingAnswer: Sendable, Hashable, CaseIterable {
    case overwrite, keepBoth, cancel
}

/// Where a download stands.
package enum DownloadState: Sendable, Hashable {
    /// It runs, or waits for its turn.
    case running(TransferMeter)
    case paused(received: Int, total: Int?)
    case failed(SafeText)
    case done(path: SafeText)
    /// A person has to say what becomes of the other file at that path.
    case asks(path: SafeText)

    /// Whether bytes are coming.
    package var isRunning: Bool { if case .running = self { true } else { false } }
}

/// How fast bytes come, by what was counted within the last seconds.
package struct TransferMeter: Sendable, Hashable {
    /// A count at a time.
    private struct Sample: Sendable, Hashable {
        let at: Date
        let bytes: Int
    }

    /// How long a sample counts, in seconds.
    private static let window = 5.0

    /// How many bytes are there.
    package private(set) var received = 0
    /// How many there will be; nil where nobody knows.
    package private(set) var total: Int?
    private var samples: [Sample] = []

    package init() {}

    /// Takes in a count. One that goes back begins anew: the file changed, or the server started over.
    package mutating func count(_ received: Int, of total: Int?, at now: Date) {
        if received < self.received { samples = [] }
        (self.received, self.total) = (max(0, received), total)
        samples.append(Sample(at: now, bytes: received))
        samples.removeAll { now.timeIntervalSince($0.at) > Self.window }
    }

    /// Bytes a second by that time; nil until there is enough to tell, and again once nothing came for a while.
    package func rate(at now: Date) -> Double? {
        let recent = samples.filter { now.timeIntervalSince($0.at) <= Self.window }
        guard let first = recent.first, let last = recent.last else { return nil }
        // A short silence is only the distance of two samples; a longer one makes the rate sink.
        let end = now.timeIntervalSince(last.at) > 1.5 ? now : last.at
        let seconds = end.timeIntervalSince(first.at)
        guard seconds >= 0.5, last.bytes > first.bytes else { return nil }
        return Double(last.bytes - first.bytes) / seconds
    }

    /// Whether bytes came once and none did for a while.
    package func isStalled(at now: Date) -> Bool {
        samples.last.map { received > 0 && now.timeIntervalSince($0.at) > Self.window } ?? false
    }

    /// How long the rest takes at that rate, in seconds; nil where that cannot be told.
    package func secondsLeft(at now: Date) -> Double? {
        guard let rate = rate(at: now), let total, total >= received else { return nil }
        return Double(total - received) / rate
    }

    /// The part that is there, 0 to 1; nil where the whole is not known.
    package var fraction: Double? {
        guard let total, total > 0 else { return nil }
        return min(1, Double(received) / Double(total))
    }
}
