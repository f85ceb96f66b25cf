import CPictures
import TerminalCore

extension PixelImage {
    /// The picture scaled to another size: area averages for reduction, interpolation for enlargement, weighted by
    /// alpha.
    ///
    /// - Precondition: Both sides are at least 1.
    /// - Returns: Nil if memory runs out.
    package func resized(toWidth newWidth: Int, height newHeight: Int) -> PixelImage? {
        precondition(newWidth > 0 && newHeight > 0, "a picture has at least one pixel")
        if newWidth == width, newHeight == height { return self }
        var isDone = false
        let result = [UInt8](unsafeUninitializedCapacity: newWidth * newHeight * 4) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            isDone = mintop_resample(
                bytes, UInt32(width), UInt32(height), start, UInt32(newWidth), UInt32(newHeight))
            count = isDone ? newWidth * newHeight * 4 : 0
        }
        return isDone ? PixelImage(width: newWidth, height: newHeight, bytes: result) : nil
    }

    /// The picture on an opaque background of one color.
    func flattened(on ground: RGB) -> PixelImage {
        var result = bytes
        result.withUnsafeMutableBufferPointer { pixels in
            var at = 0
            while at < pixels.count {
                let alpha = Int(pixels[at + 3])
                if alpha < 255 {
                    pixels[at] = Self.blend(pixels[at], ground.red, alpha)
                    pixels[at + 1] = Self.blend(pixels[at + 1], ground.green, alpha)
                    pixels[at + 2] = Self.blend(pixels[at + 2], ground.blue, alpha)
                    pixels[at + 3] = 255
                }
                at += 4
            }
        }
        return PixelImage(width: width, height: height, bytes: result)
    }

    /// The picture with pixels either opaque or transparent, for an unknown background color.
    func withHardEdges() -> PixelImage {
        var result = bytes
        result.withUnsafeMutableBufferPointer { pixels in
            var at = 3
            while at < pixels.count {
                pixels[at] = pixels[at] < 128 ? 0 : 255
                at += 4
            }
        }
        return PixelImage(width: width, height: height, bytes: result)
    }

    private static func blend(_ channel: UInt8, _ ground: UInt8, _ alpha: Int) -> UInt8 {
        UInt8((Int(channel) * alpha + Int(ground) * (255 - alpha) + 127) / 255)
    }
}
