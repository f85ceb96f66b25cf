import Foundation

extension Texture {
    /// The nearest texel, without filtering.
    func nearest(_ place: SIMD2<Float>) -> UInt32 {
        let level = levels[0]
        let x = Self.wrapped(Int((place.x * Float(level.width)).rounded(.down)), level.width, wrapAcross)
        let y = Self.wrapped(Int((place.y * Float(level.height)).rounded(.down)), level.height, wrapDown)
        return level.texels[y * level.width + x]
    }

    /// The level at which a step of this many texels of the first level is about one.
    func level(forStep step: Float) -> Int {
        guard step > 1, step.isFinite else { return 0 }
        return min(Int(log2(step) + 0.5), levels.count - 1)
    }

    static func wrapped(_ index: Int, _ count: Int, _ wrap: Wrap) -> Int {
        switch wrap {
        case .clamped: return min(max(index, 0), count - 1)
        case .repeated:
            let rest = index % count
            return rest < 0 ? rest + count : rest
        case .mirrored:
            let period = count * 2
            let rest = index % period
            let place = rest < 0 ? rest + period : rest
            return place < count ? place : period - 1 - place
        }
    }
}

extension Texture.Level {
    /// The bilinear mean of the four texels around a position, in sRGB, 0 to 255 a channel.
    func mixed(_ place: SIMD2<Float>, _ across: Texture.Wrap, _ down: Texture.Wrap) -> Vector3 {
        // Positions are within a million repetitions, so that these fit in Int.
        let (x, y) = (place.x * Float(width) - 0.5, place.y * Float(height) - 0.5)
        let (floorX, floorY) = (x.rounded(.down), y.rounded(.down))
        let (shareX, shareY) = (x - floorX, y - floorY)
        let left = Texture.wrapped(Int(floorX), width, across)
        let right = Texture.wrapped(Int(floorX) + 1, width, across)
        let top = Texture.wrapped(Int(floorY), height, down) * width
        let bottom = Texture.wrapped(Int(floorY) + 1, height, down) * width
        return texels.withUnsafeBufferPointer { texels in
            let upper = Self.channels(texels[top + left]) * (1 - shareX) + Self.channels(texels[top + right]) * shareX
            let lower =
                Self.channels(texels[bottom + left]) * (1 - shareX) + Self.channels(texels[bottom + right]) * shareX
            return upper * (1 - shareY) + lower * shareY
        }
    }

    @inline(__always)
    private static func channels(_ texel: UInt32) -> Vector3 {
        Vector3(Float(texel & 255), Float((texel >> 8) & 255), Float((texel >> 16) & 255))
    }
}
