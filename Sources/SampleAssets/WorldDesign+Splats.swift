extension WorldDesign {
    /// The whole World, including the sky, as Gaussian splats in an SPZ file, in the collider's coordinates.
    ///
    /// Light, shadow and haze are those seen from the panorama's viewpoint.
    ///
    /// - Throws: `GzipError` if memory runs out.
    package func splats(_ tier: SplatTier) throws -> [UInt8] {
        try Gzip.compressed(uncompressedSplats(count: tier.count))
    }

    func uncompressedSplats(count: Int) -> [UInt8] {
        var landscaper = Landscaper(terrain, planting)
        var surface = LitSurface(eye: standpoint)
        surface.add(landscaper.scene(), in: sky, shadowSide: 512)
        surface.addDome(sky, radius: 320)
        return SplatSampler(surface).splats(count: count, random: planting)
    }
}
