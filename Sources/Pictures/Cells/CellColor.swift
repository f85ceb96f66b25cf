import TerminalCore

extension PixelImage {
    /// The color of a pixel, and whether it is opaque.
    func pixel(_ index: Int) -> (color: RGB, isOpaque: Bool) {
        let at = index * 4
        return (RGB(red: bytes[at], green: bytes[at + 1], blue: bytes[at + 2]), bytes[at + 3] >= 128)
    }

    /// The picture on a background; on the unknown default background, pixels are either opaque or transparent.
    func on(_ background: Color) -> PixelImage {
        background == .terminalDefault ? withHardEdges() : flattened(on: background.look)
    }
}
