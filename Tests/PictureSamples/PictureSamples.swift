import CPictureSamples
import Foundation
package import Pictures

/// Pictures for tests, and files of them written by the encoders of the libraries.
package enum PictureSamples {
    /// Colors that change smoothly: red to the right, green downward, blue against both.
    package static func gradient(width: Int, height: Int, alpha: UInt8 = 255) -> PixelImage {
        picture(width: width, height: height) { x, y in
            let (across, down) = (x * 255 / max(1, width - 1), y * 255 / max(1, height - 1))
            return [UInt8(across), UInt8(down), UInt8(255 - (across + down) / 2), alpha]
        }
    }

    /// Independent random pixels from a seed.
    package static func noise(width: Int, height: Int, seed: UInt32 = 1) -> PixelImage {
        var state = seed &* 2_654_435_761 | 1
        return picture(width: width, height: height) { _, _ in
            (0..<3).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(state >> 24)
            } + [255]
        }
    }

    package static func picture(width: Int, height: Int, pixel: (Int, Int) -> [UInt8]) -> PixelImage {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * height * 4)
        for y in 0..<height {
            for x in 0..<width { bytes += pixel(x, y) }
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }

    /// The kinds of PNG file that `png` writes.
    package enum PNGKind: Int32, CaseIterable, Sendable {
        case rgba, rgb, gray, gray16, palette
    }

    /// Empty if the library refused, as for the other formats.
    package static func png(_ picture: PixelImage, _ kind: PNGKind = .rgba, isInterlaced: Bool = false) -> [UInt8] {
        file { mintop_sample_png(picture.bytes, $0, $1, kind.rawValue, isInterlaced, $2) }(picture)
    }

    package static func jpeg(
        _ picture: PixelImage, quality: Int = 92, isProgressive: Bool = false, hasInks: Bool = false
    ) -> [UInt8] {
        file { mintop_sample_jpeg(picture.bytes, $0, $1, Int32(quality), isProgressive, hasInks, $2) }(picture)
    }

    package static func webp(_ picture: PixelImage, quality: Float = 90, isLossless: Bool = false) -> [UInt8] {
        file { mintop_sample_webp(picture.bytes, $0, $1, quality, isLossless, $2) }(picture)
    }

    /// An animation whose first frame is that picture; each frame is at the given position of a larger canvas.
    package static func animation(
        _ frames: [PixelImage], width: Int, height: Int, left: Int = 0, top: Int = 0
    ) -> [UInt8] {
        var body = chunk("VP8X", [0x12, 0, 0, 0] + three(width - 1) + three(height - 1))
        body += chunk("ANIM", [0, 0, 0, 0, 0, 0])
        for frame in frames {
            // The file without its first twelve bytes is the frame's own chunk.
            let data = Array(webp(frame, isLossless: true).dropFirst(12))
            let place = three(left / 2) + three(top / 2) + three(frame.width - 1) + three(frame.height - 1)
            body += chunk("ANMF", place + three(100) + [0] + data)
        }
        return Array("RIFF".utf8) + four(body.count + 4) + Array("WEBP".utf8) + body
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        Array(name.utf8) + four(bytes.count) + bytes + (bytes.count % 2 == 1 ? [0] : [])
    }

    private static func three(_ value: Int) -> [UInt8] { Array(four(value).prefix(3)) }

    private static func four(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func file(
        _ encode: @escaping (UInt32, UInt32, UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<UInt8>?
    ) -> (PixelImage) -> [UInt8] {
        { picture in
            var count = 0
            guard let memory = encode(UInt32(picture.width), UInt32(picture.height), &count) else { return [] }
            defer { free(memory) }
            return Array(UnsafeBufferPointer(start: memory, count: count))
        }
    }
}
