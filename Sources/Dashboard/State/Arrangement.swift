/// The zoom and the position of the detail pane, as the user set them. Kept for the session.
package struct Arrangement: Sendable, Hashable {
    package enum Zoom: Sendable, Hashable {
        /// All panes that the terminal has room for.
        case none
        /// One list and the detail.
        case half
        /// Only the focused pane.
        case full
    }

    package var zoom = Zoom.none
    /// The position of the detail pane; nil for the default of the terminal size.
    package var placement: Layout.Placement?

    package init() {}

    /// The zoom levels that differ in a layout, from smallest to largest.
    static func steps(with room: Layout.Form) -> [Zoom] {
        switch room {
        case .wide: [.none, .half, .full]
        case .pair: [.none, .full]
        case .single, .line: [.none]
        }
    }

    /// Moves to another level, wrapping around at the ends.
    mutating func step(by step: Int, with room: Layout.Form) {
        let steps = Self.steps(with: room)
        // A level that this layout does not have counts as `none`.
        let position = steps.firstIndex(of: zoom) ?? 0
        zoom = steps[(position + step + steps.count) % steps.count]
    }
}
