import SampleAssets

/// A file of an asset. The same request always gives the same bytes.
struct AssetRequest: Sendable, Hashable {
    enum File: Sendable, Hashable {
        case preview
        case thumbnail
        /// The World or Model as GLB; for a World, its ground.
        case glb
        case optimizedGLB(OptimizationLevel)
        /// `name` is the name inside the file and of its parts.
        case converted(MeshFormat, name: String)
        case panorama
        case collider
        case splats(SplatTier)
        /// An animated Model; nil keeps its height.
        case clip(String, heightMeters: Double?)
        case sound(SoundDesign.Kind, seconds: Double)
    }

    var kind: OperationRecord.Kind
    var brief: AssetBrief
    var file: File

    /// `revisions` is the number of revisions included in the file.
    init(_ record: OperationRecord, revisions: Int, file: File) {
        let basis = record.basis ?? OperationRecord.Basis(record, revisions: revisions)
        kind = record.kind
        brief = AssetBrief(prompt: basis.prompt, feedback: basis.feedback, seed: basis.seed)
        self.file = file
    }

    var contentType: String {
        switch file {
        case .preview, .thumbnail, .panorama: "image/png"
        case .glb, .optimizedGLB, .collider, .clip: GLB.contentType
        case .sound: WAV.contentType
        case .splats: SPZ.contentType
        case .converted(let format, _): format.contentType
        }
    }
}

extension OperationRecord.Basis {
    /// The input of the record's World or Model, with its first revisions.
    init(_ record: OperationRecord, revisions: Int) {
        let asked = record.events.compactMap { $0.kind == .revise ? $0.feedback : nil }
        self.init(
            prompt: record.derivedPrompt ?? record.prompt ?? "", feedback: Array(asked.prefix(revisions)),
            seed: record.assetSeed)
    }
}

/// The measures of a Model's final GLB.
struct AssetFacts: Sendable, Hashable, Codable {
    var glbByteCount: Int
    /// In meters, Y up; three numbers each.
    var minimum: [Double]
    var maximum: [Double]
}
