/// What a person made of the panes: how far the focused one is enlarged, and where the detail stands. Kept for the session.
package struct Arrangement: Sendable, Hashable {
    /// How far the focused pane is enlarged.
    package enum Zoom: Sendable, Hashable {
        /// As much as the size of the terminal has room for.
        case none
        /// One list and the detail.
        case half
        /// One pane alone.
        case full
    }

    package var zoom = Zoom.none
    /// Where the detail stands; nil as the size of the terminal has it.
    package var placement: Layout.Placement?

    package init() {}

    /// The steps that make a difference where there is that much room, from the smallest to the largest.
    static func steps(with room: Layout.Form) -> [Zoom] {
        switch room {
        case .wide: [.none, .half, .full]
        case .pair: [.none, .full]
        case .single, .line: [.none]
        }
    }

    /// One step on; after the last comes the first.
    mutating func step(by step: Int, with room: Layout.Form) {
        let steps = Self.steps(with: room)
        // A step that another size had stands for none here.
        let position = steps.firstIndex(of: zoom) ?? 0
        zoom = steps[(position + step + steps.count) % steps.count]
    }
}
