package import TerminalCore

/// A picture made of cells.
package struct DrawnPicture: Sendable, Hashable {
    /// As large as the area it was drawn for; around the picture blank, in the background's colour.
    package var canvas: Canvas
    /// Where in the canvas the picture lies.
    package var place: Rect

    package init(canvas: Canvas, place: Rect) {
        self.canvas = canvas
        self.place = place
    }
}
