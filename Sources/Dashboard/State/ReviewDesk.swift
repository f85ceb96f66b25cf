package import FoundationEssentials
package import MintDomain

/// A preview that an operation had before its present one, and what was asked in answer to it.
package struct EarlierPreview: Sendable, Hashable, Identifiable {
    /// What the archive knows it by: opaque here.
    package let id: String
    /// When it was made; nil where that is not known.
    package let at: Date?
    /// The feedback that led from it to the next one; nil where it was not given from here.
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

/// The earlier previews of the operation that is reviewed, the oldest first.
package struct ReviewHistory: Sendable, Hashable {
    package var id: OperationID
    package var earlier: [EarlierPreview]
}

/// The view in which one after the other of what waits for a person is looked at and decided.
package struct ReviewDesk: Sendable, Hashable {
    /// What is looked at; it stays, wherever the queue moves, until a person goes on or decides.
    package internal(set) var current: OperationID?
    /// The preview that was on the screen when it was last looked at: only that one can be approved.
    package internal(set) var seen: PreviewStage?
    /// When the current one came without a key having been pressed; nil where a person went to it.
    var cameAt: Date?
    /// Where it stood in the queue last, to go on from there when it is gone.
    var position = 0
    /// Which of the earlier previews is shown, from 0; nil for the present one.
    package internal(set) var earlier: Int?
    /// The earlier preview that the flicker goes back to.
    var flickered: Int?
    /// Whether two previews stand side by side.
    package internal(set) var isComparing = false
    /// The first visible line of the text.
    package internal(set) var offset = 0
    /// What had the focus before.
    let focusBefore: Pane
    let listBefore: Pane

    /// Goes to another operation, or to none; nothing of the one before is kept.
    mutating func show(_ id: OperationID?, seen stage: PreviewStage?, cameAt: Date? = nil) {
        (current, seen, self.cameAt) = (id, stage, cameAt)
        (earlier, flickered, isComparing, offset) = (nil, nil, false, 0)
    }
}
