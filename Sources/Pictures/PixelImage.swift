/// A picture in memory: RGBA, 8 bits a channel, straight alpha, sRGB, rows from the top without padding.
package struct PixelImage: Sendable, Hashable {
    /// In pixels, at least 1.
    package let width: Int
    /// In pixels, at least 1.
    package let height: Int
    /// Always `width * height * 4` bytes.
    package let bytes: [UInt8]

    /// - Precondition: Both sides are at least 1, and `bytes` holds four bytes per pixel.
    package init(width: Int, height: Int, bytes: [UInt8]) {
        precondition(width > 0 && height > 0, "a picture has at least one pixel")
        precondition(bytes.count == width * height * 4, "a picture has four bytes for each pixel")
        self.width = width
        self.height = height
        self.bytes = bytes
    }
}

extension PixelImage {
    /// The picture reduced in size: each pixel is the mean of its block of source pixels.
    ///
    /// - Precondition: Both sides are at least 1 and not larger than the source's.
    package func reduced(toWidth newWidth: Int, height newHeight: Int) -> PixelImage {
        precondition((1...width).contains(newWidth) && (1...height).contains(newHeight), "only makes smaller")
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * 4)
        bytes.withUnsafeBufferPointer { source in
            for y in 0..<newHeight {
                let rows = (y * height / newHeight)..<max((y + 1) * height / newHeight, y * height / newHeight + 1)
                for x in 0..<newWidth {
                    let columns = (x * width / newWidth)..<max((x + 1) * width / newWidth, x * width / newWidth + 1)
                    let mean = Self.mean(of: source, rowWidth: width, rows: rows, columns: columns)
                    let at = (y * newWidth + x) * 4
                    result[at] = mean.0
                    result[at + 1] = mean.1
                    result[at + 2] = mean.2
                    result[at + 3] = mean.3
                }
            }
        }
        return PixelImage(width: newWidth, height: newHeight, bytes: result)
    }

    private static func mean(
        of source: UnsafeBufferPointer<UInt8>, rowWidth: Int, rows: Range<Int>, columns: Range<Int>
    ) -> (UInt8, UInt8, UInt8, UInt8) {
        var red = 0
        var green = 0
        var blue = 0
        var alpha = 0
        for row in rows {
            for column in columns {
                let at = (row * rowWidth + column) * 4
                red += Int(source[at])
                green += Int(source[at + 1])
                blue += Int(source[at + 2])
                alpha += Int(source[at + 3])
            }
        }
        let count = rows.count * columns.count
        return (UInt8(red / count), UInt8(green / count), UInt8(blue / count), UInt8(alpha / count))
    }
}
