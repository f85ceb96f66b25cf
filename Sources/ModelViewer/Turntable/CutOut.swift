/// The alpha test of a run of triangles with a texture.
struct CutOut {
    private let texture: Texture
    private let cutoff: UInt32
    private let indices: [UInt32]
    private let coordinates: [SIMD2<Float>]

    /// Nil for an opaque run.
    init?(_ run: SceneGeometry.Run, _ frame: TurntableFrame) {
        let surface = frame.surfaces[run.surface]
        guard surface.cutoff > 0, let number = surface.texture, frame.textures.indices.contains(number),
            !frame.geometry.textureCoordinates.isEmpty
        else { return nil }
        texture = frame.textures[number]
        cutoff = UInt32(surface.cutoff * 255)
        indices = frame.geometry.indices
        coordinates = frame.geometry.textureCoordinates
    }

    func isSolid(_ triangle: Int, _ shareA: Float, _ shareB: Float) -> Bool {
        let a = coordinates[Int(indices[triangle * 3])]
        let b = coordinates[Int(indices[triangle * 3 + 1])]
        let c = coordinates[Int(indices[triangle * 3 + 2])]
        let place = a * shareA + b * shareB + c * (1 - shareA - shareB)
        return texture.nearest(place) >> 24 >= cutoff
    }
}
