import MintDomain
import Synchronization

/// The revisions that one open store wrote, so that it does not read its own changes back.
final class OwnRevisions: Sendable {
    /// For each profile the last revisions without a write of another process between them.
    private let spans = Mutex<[ProfileID: ClosedRange<Int>]>([:])

    /// Records a committed write that moved the revision.
    func add(from before: Int, to after: Int, of profile: ProfileID) {
        guard before < after else { return }
        spans.withLock { spans in
            let span = spans[profile]
            spans[profile] = (span?.upperBound == before ? span?.lowerBound ?? before : before)...after
        }
    }

    /// Returns the last revision up to which every change after `revision` was written here.
    func end(after revision: Int, of profile: ProfileID) -> Int {
        spans.withLock { spans in
            guard let span = spans[profile], span.contains(revision) else { return revision }
            return span.upperBound
        }
    }
}
