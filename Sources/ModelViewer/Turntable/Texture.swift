import Pictures

/// A picture for triangles, with smaller levels for distant surfaces.
struct Texture: Sendable {
    enum Wrap: Sendable, Hashable {
        case repeated, mirrored, clamped
    }

    struct Level: Sendable {
        let width: Int
        let height: Int
        /// Red in the low byte, then green, blue, alpha; sRGB; rows from the top.
        let texels: [UInt32]
    }

    /// Each level is half the size of the previous one, down to 1 × 1.
    let levels: [Level]
    let wrapAcross: Wrap
    let wrapDown: Wrap

    /// Larger pictures are scaled down, because a terminal cannot show more.
    static let largestSide = 2_048

    init(_ picture: PixelImage, across: Wrap = .repeated, down: Wrap = .repeated) {
        var picture = picture
        let longest = max(picture.width, picture.height)
        if longest > Self.largestSide {
            picture =
                picture.resized(
                    toWidth: max(picture.width * Self.largestSide / longest, 1),
                    height: max(picture.height * Self.largestSide / longest, 1)) ?? picture
        }
        var levels = [Level(picture)]
        while let last = levels.last, last.width > 1 || last.height > 1 { levels.append(last.halved()) }
        self.levels = levels
        wrapAcross = across
        wrapDown = down
    }
}

extension Texture {
    /// The same texels with other wrap modes.
    init(_ texture: Texture, across: Wrap, down: Wrap) {
        levels = texture.levels
        wrapAcross = across
        wrapDown = down
    }
}

extension Texture.Level {
    init(_ picture: PixelImage) {
        width = picture.width
        height = picture.height
        let count = picture.width * picture.height
        texels = picture.bytes.withUnsafeBytes { bytes in
            [UInt32](unsafeUninitializedCapacity: count) { target, made in
                // All supported processors are little-endian, and the picture stores red first.
                UnsafeMutableRawBufferPointer(target).copyMemory(from: bytes)
                made = count
            }
        }
    }

    /// Averages blocks of 2 × 2 texels.
    func halved() -> Texture.Level {
        let (newWidth, newHeight) = (max(width / 2, 1), max(height / 2, 1))
        let result = texels.withUnsafeBufferPointer { source in
            [UInt32](unsafeUninitializedCapacity: newWidth * newHeight) { target, count in
                for y in 0..<newHeight {
                    let (top, bottom) = (min(y * 2, height - 1), min(y * 2 + 1, height - 1))
                    for x in 0..<newWidth {
                        let (left, right) = (min(x * 2, width - 1), min(x * 2 + 1, width - 1))
                        target[y * newWidth + x] = Self.mean(
                            source[top * width + left], source[top * width + right], source[bottom * width + left],
                            source[bottom * width + right])
                    }
                }
                count = newWidth * newHeight
            }
        }
        return Texture.Level(width: newWidth, height: newHeight, texels: result)
    }

    /// The mean of each channel; two channels share a word at a time.
    private static func mean(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
        let mask: UInt32 = 0x00FF_00FF
        let even = (a & mask) + (b & mask) + (c & mask) + (d & mask) + 0x0002_0002
        let odd = ((a >> 8) & mask) + ((b >> 8) & mask) + ((c >> 8) & mask) + ((d >> 8) & mask) + 0x0002_0002
        return (even >> 2) & mask | ((odd >> 2) & mask) << 8
    }
}
