/// The data shared by all bands of one picture.
struct TurntableFrame: Sendable {
    let geometry: SceneGeometry
    let surfaces: [SceneSurface]
    let textures: [Texture]
    let options: TurntableOptions
    /// In samples, not pixels.
    let view: TurntableView
    /// The sample position and nearness of each vertex; nearness 0 behind the near plane.
    let points: [Vector3]
    /// In pixels.
    let width: Int
    /// Samples per pixel in each direction.
    let side: Int

    init(_ scene: Scene, _ camera: OrbitCamera, width: Int, height: Int, _ options: TurntableOptions) throws {
        let geometry = options.isMoving ? scene.standIn ?? scene.full : scene.full
        let isHasty = options.isMoving && width * height > TurntableOptions.movingPixelLimit
        let side = isHasty ? 1 : min(max(options.samplesPerSide, 1), 4)
        let view = TurntableView(camera, geometry, width: width * side, height: height * side)
        try self.init(scene, geometry, view, width: width, side: side, options)
    }

    /// The size of the view is in samples, `width` in pixels.
    init(
        _ scene: Scene, _ geometry: SceneGeometry, _ view: TurntableView, width: Int, side: Int,
        _ options: TurntableOptions
    ) throws {
        try Task.checkCancellation()
        points = geometry.positions.withUnsafeBufferPointer { positions in
            [Vector3](unsafeUninitializedCapacity: positions.count) { target, count in
                var at = 0
                while at < positions.count {
                    target[at] = view.project(positions[at])
                    at += 1
                }
                count = positions.count
            }
        }
        self.geometry = geometry
        surfaces = options.showsColors ? scene.surfaces : scene.surfaces.map(\.bare)
        textures = options.showsTextures && options.showsColors ? scene.textures : []
        self.options = options
        self.view = view
        self.width = width
        self.side = side
    }

    func band(_ rows: Range<Int>, _ light: some SceneLight) throws -> [UInt8] {
        var samples = SampleBuffer(width: width * side, rows: (rows.lowerBound * side)..<(rows.upperBound * side))
        try samples.fill(self)
        guard options.style == .wireframe else { return try ScenePainter(self, light).paint(samples, rows) }
        var wires = WireDrawing(samples, self)
        try wires.draw(self)
        return wires.pixels(self)
    }

}

extension SceneSurface {
    /// The surface without color, for the shape only; holes remain.
    fileprivate var bare: SceneSurface {
        var bare = SceneSurface.unstated
        bare.texture = texture
        bare.cutoff = cutoff
        return bare
    }
}
