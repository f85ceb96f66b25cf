import DracoSamples
import PictureSamples
import SampleAssets

@testable import ModelViewer
@testable import Pictures

extension FuzzedReader {
    /// Every reader of files from a server. A new reader needs an entry here, with some valid files.
    static let all: [FuzzedReader] = [pictures, smallPictures, models]

    private static let limits = PictureLimits(side: 4_096, pixels: 4_000_000, bytes: 32 << 20)

    /// Whole pictures.
    private static let pictures = FuzzedReader(name: "pictures", seeds: samples, byteLimit: limits.bytes) { file in
        do {
            let picture = try PictureDecoder(limits: limits).decode(file)
            return picture.bytes.count == picture.width * picture.height * 4 ? nil : "wrong size."
        } catch {
            return "\(error)"
        }
    }

    /// Pictures that become smaller while they are decoded.
    private static let smallPictures = FuzzedReader(
        name: "small pictures", seeds: samples, byteLimit: limits.bytes
    ) { file in
        do {
            _ = try PictureDecoder(limits: limits).decode(file, forAtLeast: (width: 8, height: 4))
            return nil
        } catch {
            return "\(error)"
        }
    }

    /// Models, with their textures.
    private static let models = FuzzedReader(name: "models", seeds: meshes, byteLimit: 64 << 20) { file in
        let limits = MeshLimits(
            byteCount: 4 << 20, vertexCount: 100_000, triangleCount: 100_000, texturePixelCount: 4_000_000)
        do {
            let scene = try MeshReader.read(file, limits: limits) { texture, pixelLimit in
                var decoder = PictureDecoder(limits: Self.limits)
                decoder.limits.pixels = min(decoder.limits.pixels, pixelLimit)
                return try decoder.decode(texture)
            }
            let whole = scene.full
            let isSound = whole.indices.allSatisfy { Int($0) < whole.positions.count } && scene.triangleCount > 0
            return isSound ? nil : "an index without a vertex."
        } catch {
            return "\(error)"
        }
    }

    /// A small model, plain and compressed.
    private static let meshes: [[UInt8]] = {
        let mesh = ModelDesign(AssetBrief(prompt: "wooden chair", seed: 3)).mesh.simplified(.aggressive)
        do {
            return [try GLB.encode(mesh), DracoSamples.glb(of: mesh)]
        } catch {
            preconditionFailure("A model of our own cannot be written: \(error)")
        }
    }()

    private static let samples: [[UInt8]] = {
        let smooth = PictureSamples.gradient(width: 61, height: 37)
        let rough = PictureSamples.noise(width: 33, height: 21)
        let clear = PictureSamples.gradient(width: 40, height: 24, alpha: 90)
        return PictureSamples.PNGKind.allCases.flatMap { kind in
            [PictureSamples.png(smooth, kind), PictureSamples.png(rough, kind, isInterlaced: true)]
        } + [
            PictureSamples.png(clear), PictureSamples.jpeg(smooth), PictureSamples.jpeg(rough, quality: 40),
            PictureSamples.jpeg(smooth, isProgressive: true), PictureSamples.jpeg(rough, isProgressive: true),
            PictureSamples.jpeg(smooth, hasInks: true), PictureSamples.webp(smooth), PictureSamples.webp(clear),
            PictureSamples.webp(rough, isLossless: true), PictureSamples.webp(clear, isLossless: true),
            PictureSamples.animation([rough, rough], width: 40, height: 30, left: 2, top: 4),
            turned(PictureSamples.jpeg(smooth)),
        ]
    }()

    /// A JPEG file with an Exif block of the orientation 6.
    private static func turned(_ file: [UInt8]) -> [UInt8] {
        let block = Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let segment = [0xFF, 0xE1, 0, UInt8(block.count + 8)] + Array("Exif\0\0".utf8) + block
        return Array(file[..<2]) + segment + Array(file[2...])
    }
}
