import Foundation
package import Pictures

/// An equirectangular picture: longitude across, latitude down, twice as wide as high.
package struct Panorama: Sendable {
    private let levels: [Texture.Level]

    /// Prepares smaller levels for wide views, which take a third more memory. A picture of another aspect ratio looks
    /// stretched.
    package init(_ picture: PixelImage) {
        var levels = [Texture.Level(picture)]
        // Levels below a few texels are not needed.
        while let last = levels.last, last.width > 8, last.height > 4 { levels.append(last.halved()) }
        self.levels = levels
    }

    /// The opaque picture of a view.
    ///
    /// - Precondition: Both sides are 1 to 8,192 pixels.
    /// - Throws: `CancellationError` soon after the task is canceled.
    package func view(_ gaze: Gaze, width: Int, height: Int) throws -> PixelImage {
        precondition((1...8_192).contains(width) && (1...8_192).contains(height), "a picture of a bearable size")
        let slope = tan(gaze.fieldOfView / 2)
        let step = 2 * slope / Float(height)
        let (lower, upper, share) = levels(forStep: step)
        let (sinPitch, cosPitch) = (sin(gaze.pitch), cos(gaze.pitch))
        var bytes = [UInt8](repeating: 255, count: width * height * 4)
        for y in 0..<height {
            if y % 16 == 0 { try Task.checkCancellation() }
            let up = (Float(height) / 2 - Float(y) - 0.5) * step
            // The rotated forward and up components, the same for the whole row.
            let ahead = cosPitch - up * sinPitch
            let rise = sinPitch + up * cosPitch
            bytes.withUnsafeMutableBufferPointer { bytes in
                for x in 0..<width {
                    let side = (Float(x) + 0.5 - Float(width) / 2) * step
                    let longitude = atan2(side, ahead) + gaze.yaw
                    let latitude = atan2(rise, (side * side + ahead * ahead).squareRoot())
                    let place = SIMD2(longitude / (2 * .pi) + 0.5, 0.5 - latitude / .pi)
                    var color = lower.mixed(place, .repeated, .clamped)
                    if share > 0 { color = color * (1 - share) + upper.mixed(place, .repeated, .clamped) * share }
                    let at = (y * width + x) * 4
                    bytes[at] = UInt8(color.x + 0.5)
                    bytes[at + 1] = UInt8(color.y + 0.5)
                    bytes[at + 2] = UInt8(color.z + 0.5)
                }
            }
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }

    /// The two levels for a pixel's step, and the weight of the second, 0 to 1.
    ///
    /// Only the vertical step counts, because rows shrink toward the poles.
    private func levels(forStep step: Float) -> (Texture.Level, Texture.Level, Float) {
        let texels = step * Float(levels[0].height) / .pi
        let level = min(max(log2(max(texels, 1)), 0), Float(levels.count - 1))
        let lower = Int(level)
        return (levels[lower], levels[min(lower + 1, levels.count - 1)], level - Float(lower))
    }
}
