package import TerminalCore

package struct DrawnPicture: Sendable, Hashable {
    /// As large as the requested area; blank in the background color around the picture.
    package var canvas: Canvas
    /// The picture's area in the canvas.
    package var place: Rect
}
