import TerminalCore

/// A cache of drawings and recent files in memory, and of files on disk.
package actor PictureCache {
    private struct DrawingKey: Hashable, Sendable {
        var hash: ContentHash
        var options: PictureOptions
    }

    private let files: PictureFiles?
    private var drawings: RecentValues<DrawingKey, DrawnPicture>
    private var originals: RecentValues<String, OriginalPicture>
    /// Kept longer than the files, so that a drawing is found without reading a file.
    private var hashes: RecentValues<String, ContentHash>

    /// Creates a cache with limits in bytes for drawings and files in memory; nil keeps no files on disk.
    package init(drawingLimit: Int = 48 << 20, originalLimit: Int = 32 << 20, files: PictureFiles? = nil) {
        self.files = files
        drawings = RecentValues(limit: drawingLimit)
        originals = RecentValues(limit: originalLimit)
        hashes = RecentValues(limit: 20_000)
    }

    /// The drawing of a source with known content and exactly these options.
    package func drawing(of source: String, _ options: PictureOptions) -> DrawnPicture? {
        hashes.value(for: source).flatMap { drawing(of: $0, options) }
    }

    package func drawing(of hash: ContentHash, _ options: PictureOptions) -> DrawnPicture? {
        drawings.value(for: DrawingKey(hash: hash, options: options))
    }

    /// Keeps a drawing; the least recently used drawings are dropped above the limit.
    package func keep(_ drawing: DrawnPicture, of hash: ContentHash, _ options: PictureOptions) {
        let cost = drawing.canvas.cells.count * MemoryLayout<Cell>.stride + 256
        drawings.keep(drawing, for: DrawingKey(hash: hash, options: options), cost: cost)
    }

    /// The file of a source, from memory or disk.
    package func original(of source: String) -> OriginalPicture? {
        if let known = originals.value(for: source) { return known }
        guard let original = files?.original(for: source) else { return nil }
        remember(original, of: source)
        return original
    }

    /// Keeps a file in memory and on disk, replacing an older one.
    package func keep(_ original: OriginalPicture, of source: String) {
        remember(original, of: source)
        files?.keep(original, for: source)
    }

    private func remember(_ original: OriginalPicture, of source: String) {
        originals.keep(original, for: source, cost: original.bytes.count)
        hashes.keep(original.hash, for: source, cost: 1)
    }
}
