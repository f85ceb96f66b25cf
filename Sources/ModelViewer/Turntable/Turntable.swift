package import Pictures

/// Draws scenes on the CPU.
package enum Turntable {
    /// Draws the scene. The picture has straight alpha, and is opaque only with a background color.
    ///
    /// - Precondition: Both sides are 1 to 8,192 pixels.
    /// - Throws: `CancellationError` soon after the task is canceled.
    package static func draw(
        _ scene: Scene, camera: OrbitCamera, width: Int, height: Int, options: TurntableOptions = TurntableOptions()
    ) async throws -> PixelImage {
        precondition((1...8_192).contains(width) && (1...8_192).contains(height), "a picture of a bearable size")
        let frame = try TurntableFrame(scene, camera, width: width, height: height, options)
        let light = StudioLight(frame.view)
        let bandCount = min(2, height)
        let bands = (0..<bandCount).map { height * $0 / bandCount..<height * ($0 + 1) / bandCount }
        let bytes = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for (number, rows) in bands.enumerated() {
                group.addTask { (number, try frame.band(rows, light)) }
            }
            var parts = [[UInt8]](repeating: [], count: bandCount)
            for try await (number, part) in group { parts[number] = part }
            return parts.flatMap { $0 }
        }
        return PixelImage(width: width, height: height, bytes: bytes)
    }

    /// Draws the scene in one task, from a fixed place, with its own light.
    ///
    /// - Precondition: Both sides are 1 to 8,192 pixels.
    /// - Throws: `CancellationError` soon after the task is canceled.
    package static func draw(
        _ scene: Scene, camera: Camera, light: some SceneLight, width: Int, height: Int
    ) throws -> PixelImage {
        precondition((1...8_192).contains(width) && (1...8_192).contains(height), "a picture of a bearable size")
        let options = TurntableOptions()
        let side = options.samplesPerSide
        let view = TurntableView(camera, width: width * side, height: height * side)
        let frame = try TurntableFrame(scene, scene.full, view, width: width, side: side, options)
        return PixelImage(width: width, height: height, bytes: try frame.band(0..<height, light))
    }
}
