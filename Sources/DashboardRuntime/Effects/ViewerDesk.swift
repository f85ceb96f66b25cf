import AssetFiles
package import Dashboard
import Foundation
import MintDomain
import ModelViewer
import Pictures
package import Sessions
package import TerminalCore
import Theming

/// Draws the frames of the mesh and panorama viewers; keeps one open file.
package actor ViewerDesk {
    /// The maximum number of bytes of a file.
    private static let byteLimit = 512 << 20

    private let files: SubjectFiles
    private let appearance: SharedAppearance
    private let depth: ColorDepth
    private let isUnicode: Bool
    private let clock: ContinuousClock
    private let threads = DrawingThreads()
    private var opened: (file: OpenedFile, content: Task<ViewerContent, any Error>)?

    private struct OpenedFile: Hashable {
        let subject: DetailSubject
        let file: ViewerFile
    }

    package init(
        files: SubjectFiles, appearance: SharedAppearance, depth: ColorDepth, isUnicode: Bool, clock: ContinuousClock
    ) {
        self.files = files
        self.appearance = appearance
        self.depth = depth
        self.isUnicode = isUnicode
        self.clock = clock
    }

    /// Draws a frame; the first one of a file fetches and parses it.
    package func draw(_ frame: ViewerFrame) async -> [Action] {
        do {
            let content = try await content(of: OpenedFile(subject: frame.subject, file: frame.file))
            let begin = clock.now
            let background = appearance.value.theme.background.background
            // The shape symbols suit surfaces; thin lines get lost in them.
            let isPlain = frame.quality == .turning || frame.look.isWireframe
            let symbols: PictureSymbols = !isUnicode ? .ascii : isPlain ? .halfBlocks : .blocks
            let options = PictureOptions(
                area: frame.size, depth: depth, background: background, symbols: symbols)
            let (canvas, drawn) = try await content.draw(frame, options)
            var facts = content.facts(drawn: drawn)
            facts.milliseconds = (clock.now - begin) / .milliseconds(1)
            return [.viewerDrawn(frame, canvas, facts)]
        } catch is CancellationError {
            return []
        } catch {
            opened = nil
            return [.viewerFailed(frame, SafeText("\(error)").clipped(to: 300).string)]
        }
    }

    /// Releases the files of a subject.
    package func close(_ subject: DetailSubject) {
        guard opened?.file.subject == subject else { return }
        opened?.content.cancel()
        opened = nil
    }

    private func content(of file: OpenedFile) async throws -> ViewerContent {
        if let opened, opened.file == file { return try await opened.content.value }
        opened?.content.cancel()
        // Parsing a model takes seconds and must not block the threads that handle keys.
        let task = Task(executorPreference: threads) { [files] in
            let bytes = try await files.bytes(
                file.file.asset.url, name: file.file.asset.name, of: file.subject, limit: Self.byteLimit)
            return try await ViewerContent.read(bytes, file.file.kind)
        }
        opened = (file, task)
        return try await task.value
    }
}

/// A parsed file, ready to be drawn.
enum ViewerContent: Sendable {
    case mesh(Scene)
    case panorama(Panorama, width: Int, height: Int, byteCount: Int)

    /// Parses a file off the caller's actor.
    ///
    /// - Throws: The reason, as one sentence; `CancellationError`.
    @concurrent static func read(_ bytes: [UInt8], _ kind: ViewerFile.Kind) async throws -> ViewerContent {
        let decoder = PictureDecoder()
        switch kind {
        case .mesh:
            let scene = try MeshReader.read(bytes) { file, pixelLimit in
                var decoder = decoder
                decoder.limits.pixels = min(decoder.limits.pixels, pixelLimit)
                return try decoder.decode(file)
            }
            return .mesh(scene.withStandIn())
        case .panorama:
            let header = try decoder.header(of: bytes)
            // Finer than the cells of any terminal, even at the highest zoom.
            let picture = try decoder.decode(bytes, forAtLeast: (4096, 2048))
            return .panorama(Panorama(picture), width: header.width, height: header.height, byteCount: bytes.count)
        }
    }

    /// Draws a frame off the caller's actor.
    ///
    /// - Returns: The cells, and the number of drawn triangles if the mesh was simplified.
    @concurrent func draw(_ frame: ViewerFrame, _ options: PictureOptions) async throws -> (Canvas, Int?) {
        let scale = options.symbols == .blocks ? 8 : 1
        let (width, height) = (max(1, frame.size.columns * scale), max(1, frame.size.rows * 2 * scale))
        let camera = frame.camera
        let image: PixelImage
        var drawn: Int?
        switch self {
        case .mesh(let scene):
            var look = TurntableOptions()
            look.style = frame.look.isWireframe ? .wireframe : .shaded
            look.showsTextures = frame.look.hasTextures
            look.showsColors = frame.look.hasTextures
            look.isLit = frame.look.isLit
            look.isMoving = frame.quality == .turning
            look.samplesPerSide = options.symbols == .blocks ? 1 : 2
            let orbit = OrbitCamera(
                yaw: Float(camera.yaw), pitch: Float(camera.pitch), zoom: Float(1 / max(camera.distance, 0.01))
            ).panned(right: Float(-camera.panX), up: Float(-camera.panY))
            image = try await Turntable.draw(scene, camera: orbit, width: width, height: height, options: look)
            if frame.quality == .turning { drawn = scene.standIn?.triangleCount }
        case .panorama(let panorama, _, _, _):
            let vertical = 2 * atan(tan(camera.fieldOfView / 2) * Double(height) / Double(width))
            let gaze = Gaze(yaw: Float(camera.yaw), pitch: Float(camera.pitch), fieldOfView: Float(vertical))
            image = try panorama.view(gaze, width: width, height: height)
        }
        return (try PictureDrawing.draw(image, options).canvas, drawn)
    }

    /// The facts about the file, without the drawing time. `drawn` is the number of drawn triangles if the mesh was
    /// simplified.
    func facts(drawn: Int?) -> ViewerFacts {
        switch self {
        case .mesh(let scene):
            let size = scene.bounds.size
            let others = scene.notes.count - 1
            return ViewerFacts(
                triangles: scene.triangleCount, vertices: scene.vertexCount, drawnTriangles: drawn,
                extent: [Double(size.x), Double(size.y), Double(size.z)], byteCount: scene.byteCount,
                note: scene.notes.first.map { others > 0 ? "\($0) (+\(others) more)" : $0 })
        case .panorama(_, let width, let height, let byteCount):
            return ViewerFacts(extent: [Double(width), Double(height)], byteCount: byteCount)
        }
    }
}
