import FoundationEssentials
package import MintDomain
import TerminalCore

/// The minimum time, in seconds, that a new row or preview is shown before a key can decide about it.
let arrivalSeconds = 0.5

extension State {
    /// The review queue, longest waiting first, without operations that have a pending decision.
    package var reviewQueue: [OperationID] { operations.waiting.filter { decisions.inFlight[$0] == nil } }

    /// The earlier previews of the reviewed operation, oldest first.
    package var earlierPreviews: [EarlierPreview] {
        guard let desk = overlays.desk, let history = fetched.reviewHistory, history.id == desk.current else {
            return []
        }
        return history.earlier
    }

    /// The next operation of the review screen after a decision.
    struct Follower {
        /// Nil at the end of the queue.
        let id: OperationID?
    }

    /// The operation after that one in the queue; nil if the review screen does not show it.
    func deskFollower(of id: OperationID) -> Follower? {
        guard let desk = overlays.desk, desk.current == id else { return nil }
        let queue = reviewQueue
        guard let position = queue.firstIndex(of: id) else { return Follower(id: queue.first) }
        guard queue.count > 1 else { return Follower(id: nil) }
        return Follower(id: queue[(position + 1) % queue.count])
    }

    mutating func show(onDesk id: OperationID?) {
        let stage = id.flatMap { operations[id: $0]?.previewStage }
        overlays.desk?.show(id, seen: stage)
    }

    /// The reason why a decision on the review screen is refused; nil if it is not.
    func refusalOfDesk(_ verb: Verb) -> SafeText? {
        guard let desk = overlays.desk, let id = desk.current else { return nil }
        if let cameAt = desk.cameAt, now.timeIntervalSince(cameAt) < arrivalSeconds {
            return "\(id.rawValue) came just now: look at it first."
        }
        if verb == .cancel, operations[id: id]?.operation?.awaitsPerson == false {
            let list = keyName(.focusOperations)
            return
                "\(id.rawValue) does not wait for you any more; in the list (\(list)) it can be canceled all the same."
        }
        guard verb.previewUse == .required else { return nil }
        if desk.earlier != nil, !desk.isComparing {
            let later = keyName(.laterPreview)
            return
                "This is an earlier preview: only the current one can be \(verb.participle); \(later) goes there."
        }
        guard verb == .approve, desk.seen != operations[id: id]?.previewStage else { return nil }
        let approve = keyName(.approve)
        return "Not approved: the preview changed while you looked. Press \(approve) again to approve this one."
    }

    /// The reason why no other preview can be shown; nil if one can.
    var refusalToCompare: SafeText? {
        guard overlays.desk?.current != nil else { return "Nothing is under review." }
        return earlierPreviews.isEmpty ? "There is no earlier preview: this is the first one." : nil
    }

    var refusalOfEarlierPreview: SafeText? {
        if let refusalToCompare { return refusalToCompare }
        let shown = overlays.desk?.isComparing == true ? comparedPreview : overlays.desk?.earlier
        return shown == 0 ? "This is the first preview." : nil
    }

    var refusalOfLaterPreview: SafeText? {
        if let refusalToCompare { return refusalToCompare }
        guard overlays.desk?.isComparing == true else {
            return overlays.desk?.earlier == nil ? "This is the current preview." : nil
        }
        return comparedPreview == earlierPreviews.count - 1 ? "This is the last preview before the current one." : nil
    }
}
