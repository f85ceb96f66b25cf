package import TerminalCore

/// Which cells of one frame belong to what: made with the frame, so that a click means what was seen.
package struct HitMap: Sendable, Hashable {
    private struct Region: Sendable, Hashable {
        let target: HitTarget
        let area: Rect
    }

    /// The later ones lie over the earlier ones.
    private var regions: [Region] = []

    /// A map of nothing.
    package init() {}

    /// What the cell belongs to; nil for nothing.
    package func target(at point: Point) -> HitTarget? {
        regions.last { $0.area.contains(point) }?.target
    }

    /// The cells of a target as they were added, not what lies over them; nil where it is not on the frame.
    package func area(of target: HitTarget) -> Rect? {
        regions.last { $0.target == target }?.area
    }

    /// All targets, in the order they were drawn.
    package var targets: [HitTarget] { regions.map(\.target) }

    mutating func add(_ target: HitTarget, _ area: Rect) {
        if !area.isEmpty { regions.append(Region(target: target, area: area)) }
    }

    /// Nothing of what was added can be reached any more: a dialog lies over it.
    mutating func cover() {
        regions = []
    }
}
