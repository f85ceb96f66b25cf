import Dispatch
import ModelViewer
import Pictures
import SampleAssets

/// Creates files at their first request, one at a time and off the request threads, and caches the most recent ones.
actor AssetFactory {
    private var cache: RecentValues<AssetRequest, [UInt8]>
    private var underWay: [AssetRequest: Task<[UInt8], any Error>] = [:]

    init(cacheLimit: Int = 48 << 20) {
        cache = RecentValues(limit: cacheLimit)
    }

    /// The bytes of the file; simultaneous requests for one file share the work.
    func file(_ request: AssetRequest) async throws -> [UInt8] {
        if let bytes = cache.value(for: request) { return bytes }
        if let task = underWay[request] { return try await task.value }
        let task = Task { try await make(request) }
        underWay[request] = task
        defer { underWay[request] = nil }
        let bytes = try await task.value
        cache.keep(bytes, for: request, cost: bytes.count)
        return bytes
    }

    /// Measures the GLB of the request.
    func facts(_ request: AssetRequest) async throws -> AssetFacts {
        try await Workbench.run {
            let mesh = ModelDesign(request.brief).mesh
            let bounds = mesh.bounds ?? Bounds(minimum: .zero, maximum: .zero)
            func numbers(_ v: Vector3) -> [Double] { [Double(v.x), Double(v.y), Double(v.z)] }
            return AssetFacts(
                glbByteCount: try GLB.encode(mesh).count, minimum: numbers(bounds.minimum),
                maximum: numbers(bounds.maximum))
        }
    }

    private func make(_ request: AssetRequest) async throws -> [UInt8] {
        if request.file == .thumbnail {
            var whole = request
            whole.file = .preview
            let preview = try await file(whole)
            return try await Workbench.run { try Workbench.thumbnail(of: preview) }
        }
        return try await Workbench.run { try Workbench.make(request) }
    }
}

/// The queue for file creation. It is serial, so that pictures take at most one core from the rest of the program.
private enum Workbench {
    private static let queue = DispatchQueue(label: "mintop.local-mint.assets", qos: .utility)

    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    static func make(_ request: AssetRequest) throws -> [UInt8] {
        switch (request.kind, request.file) {
        case (.world, .panorama): try PNG.encode(WorldDesign(request.brief).panorama(width: 1024, height: 512))
        case (.world, .collider), (.world, .glb): try GLB.encode(WorldDesign(request.brief).collider)
        case (.world, .splats(let tier)): try WorldDesign(request.brief).splats(tier)
        case (.world, _): try PNG.encode(WorldDesign(request.brief).picture(width: 768, height: 432))
        case (_, .glb): try GLB.encode(ModelDesign(request.brief).mesh)
        case (_, .optimizedGLB(let level)): try GLB.encode(ModelDesign(request.brief).mesh.simplified(level))
        case (_, .converted(let format, let name)): try convert(request, to: format, name: name)
        case (_, .sound(let kind, let seconds)): SoundDesign(request.brief, kind, seconds: seconds).wave()
        case (_, .clip(let motion, let height)):
            try AnimatedModel(request.brief, motionPrompt: motion, heightMeters: height).glb()
        case (_, _): try PNG.encode(ModelDesign(request.brief).picture(width: 512, height: 512))
        }
    }

    private static func convert(_ request: AssetRequest, to format: MeshFormat, name: String) throws -> [UInt8] {
        try format.file(of: ModelDesign(request.brief).mesh, named: name).bytes
    }

    /// Scales the preview to a width of 128 pixels.
    static func thumbnail(of preview: [UInt8]) throws -> [UInt8] {
        let whole = try PictureDecoder().decode(preview) { false }
        let height = max(whole.height * 128 / whole.width, 1)
        return try PNG.encode(whole.resized(toWidth: 128, height: height) ?? whole)
    }
}
