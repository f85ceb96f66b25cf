/// The parts that cover the panes or take the keys before them.
package struct Overlays: Sendable {
    /// The review screen; nil while it is closed.
    package internal(set) var desk: ReviewDesk?
    /// The 3D or panorama viewer; nil while it is closed. It covers the review screen and the panes.
    package internal(set) var viewer: Viewer?
    /// The open dialogs. The last one is on top and gets the keys.
    package internal(set) var dialogs: [Dialog] = []
    package internal(set) var notice: Notice?
    /// The search in the detail pane; nil if there is none.
    package internal(set) var search: DetailSearch?
    /// The beginning of a chord; nil if none was begun.
    package internal(set) var pendingKeys: PendingKeys?
    /// Whether another program uses the screen, or is about to.
    var isScreenLent = false
    var pointer = Pointer()
    var commandHistory = CommandHistory()
}
