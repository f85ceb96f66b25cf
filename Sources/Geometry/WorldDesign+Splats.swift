extension WorldDesign {
    /// The whole World, its sky included, as Gaussian splats in an SPZ file; in the axes of the collider.
    ///
    /// Light, shadow and haze are those seen from where the panorama is taken.
    ///
    /// - Throws: `GzipError` where there is no memory left to compress in.
    package func splats(_ tier: SplatTier) throws -> [UInt8] {
        try Gzip.compressed(uncompressedSplats(count: tier.count))
    }

    func uncompressedSplats(count: Int) -> [UInt8] {
        var landscaper = Landscaper(terrain, planting)
        var surface = LitSurface(eye: standpoint)
        surface.add(landscaper.scene(), in: sky, shadowSide: 512)
        // Beyond the farthest hills.
        surface.addDome(sky, radius: 320)
        return SplatSampler(surface).splats(count: count, random: planting)
    }
}
