package import FoundationEssentials
package import MintDomain

/// An earlier preview of an operation, and the feedback to it.
package struct EarlierPreview: Sendable, Hashable, Identifiable {
    /// The identifier in the archive; opaque here.
    package let id: String
    /// The time of the preview; nil if unknown.
    package let at: Date?
    /// The feedback that led to the next preview; nil if it was not sent from here.
    package let feedback: String?
    /// Whether its picture was kept.
    package let hasPicture: Bool

    package init(id: String, at: Date?, feedback: String?, hasPicture: Bool) {
        self.id = id
        self.at = at
        self.feedback = feedback
        self.hasPicture = hasPicture
    }
}

/// The earlier previews of the operation under review, oldest first.
package struct ReviewHistory: Sendable, Hashable {
    package var id: OperationID
    package var earlier: [EarlierPreview]
}

/// The review screen, which shows the operations of the review queue one at a time.
package struct ReviewDesk: Sendable, Hashable {
    /// The operation under review. It stays until the user moves on or decides, even if the queue changes.
    package internal(set) var current: OperationID?
    /// The preview that the user saw last. Only this preview can be approved.
    package internal(set) var seen: PreviewStage?
    /// The time at which the current operation appeared without a key press; nil if the user selected it.
    var cameAt: Date?
    /// Its last position in the queue, used when it leaves the queue.
    var position = 0
    /// The index of the visible earlier preview, from 0; nil for the current preview.
    package internal(set) var earlier: Int?
    /// The earlier preview to return to when toggling between two previews.
    var flickered: Int?
    /// Whether two previews are shown side by side.
    package internal(set) var isComparing = false
    /// The first visible line of the text.
    package internal(set) var offset = 0
    /// The focus and the list to restore when the review screen closes.
    let focusBefore: Pane
    let listBefore: Pane

    /// Moves to another operation, or to none, and resets the view.
    mutating func show(_ id: OperationID?, seen stage: PreviewStage?, cameAt: Date? = nil) {
        (current, seen, self.cameAt) = (id, stage, cameAt)
        (earlier, flickered, isComparing, offset) = (nil, nil, false, 0)
    }
}
