package import TerminalCore

/// The clickable areas of one frame, so that a click applies to what was visible.
package struct HitMap: Sendable, Hashable {
    private struct Region: Sendable, Hashable {
        let target: HitTarget
        let area: Rect
    }

    /// Later regions cover earlier ones.
    private var regions: [Region] = []

    package init() {}

    /// The topmost target at a cell; nil if there is none.
    package func target(at point: Point) -> HitTarget? {
        regions.last { $0.area.contains(point) }?.target
    }

    /// The area of a target as it was added, ignoring what covers it; nil if it is not in the frame.
    package func area(of target: HitTarget) -> Rect? {
        regions.last { $0.target == target }?.area
    }

    package var targets: [HitTarget] { regions.map(\.target) }

    mutating func add(_ target: HitTarget, _ area: Rect) {
        if !area.isEmpty { regions.append(Region(target: target, area: area)) }
    }

    /// Removes all targets, because a dialog covers them.
    mutating func cover() {
        regions = []
    }
}
