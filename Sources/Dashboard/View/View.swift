package import FoundationEssentials
import MintDomain
package import TerminalCore
package import Theming

/// A drawn frame of the state.
package struct Frame: Sendable {
    package let canvas: Canvas
    /// The position of the cursor; nil to hide it.
    package let cursor: Point?
    /// The time of the next change without input, if any.
    package let nextChange: Date?
    /// The mouse targets of the cells.
    package let hits: HitMap
}

/// The look of a frame, besides its state.
package struct Appearance: Sendable {
    package var theme: Theme
    package var borders: BorderGlyphs
    package var timeZone: TimeZone

    package init(theme: Theme, borders: BorderGlyphs = .rounded, timeZone: TimeZone = .gmt) {
        self.theme = theme
        self.borders = borders
        self.timeZone = timeZone
    }
}

/// Draws the state.
///
/// A pure function: equal input gives an equal frame, and the cost depends on the size of the screen, not on the amount
/// of data.
package func view(_ state: State, _ appearance: Appearance) -> Frame {
    var painter = Painter(
        canvas: Canvas(size: state.size, style: appearance.theme.background), theme: appearance.theme,
        borders: appearance.borders,
        times: TimeTexts(now: state.now, timeZone: appearance.timeZone, serverClock: state.mint.clock),
        linkPolicy: state.linkPolicy, badgeStyle: state.badge.color.flatMap(Style.init(badge:)))
    let layout = state.layout
    painter.header(state, layout.header, isOnlyLine: layout.form == .line)
    if layout.form != .line, state.overlays.viewer != nil || state.overlays.desk != nil {
        painter.overlay(state)
    } else {
        painter.panes(state, layout)
    }
    if !state.isCovered, let area = state.focusedFrame { painter.breadcrumb(state, in: area) }
    painter.footer(state, layout.footer)
    painter.dialogs(state)
    if let area = painter.boxArea { painter.breadcrumb(state, in: area, on: .overlay) }
    if let notice = state.overlays.notice { painter.times.expect(notice.expiresAt) }
    return Frame(
        canvas: painter.canvas, cursor: painter.cursor, nextChange: painter.times.nextChange, hits: painter.hits)
}

extension Painter {
    fileprivate mutating func panes(_ state: State, _ layout: Layout) {
        paneHits(layout)
        for pane in Pane.allCases {
            guard let area = layout.panes[pane] else { continue }
            switch pane.content {
            case .tracked: tracked(pane, state, area)
            case .resources(let kind): resources(kind, state, area)
            case .detail: detail(state, area)
            }
        }
    }

    fileprivate mutating func overlay(_ state: State) {
        if let viewer = state.overlays.viewer {
            self.viewer(viewer, state)
        } else if let desk = state.overlays.desk {
            self.desk(desk, state)
        }
    }
}
