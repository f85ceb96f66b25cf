import Geometry

/// One file of one asset. The brief makes it unique: the same request always gives the same bytes.
struct AssetRequest: Sendable, Hashable {
    enum File: Sendable, Hashable {
        case preview
        case thumbnail
        /// The World or Model as GLB; of a World the ground to walk on.
        case glb
        case optimizedGLB(OptimizationLevel)
        /// The name is what the file calls itself and the parts in it.
        case converted(MeshFormat, name: String)
        case panorama
        case collider
        case splats(SplatTier)
        /// A Model that moves; nil keeps its height.
        case clip(String, heightMeters: Double?)
        case sound(SoundDesign.Kind, seconds: Double)
    }

    var kind: OperationRecord.Kind
    var brief: AssetBrief
    var file: File

    /// `revisions` says how many of the revisions asked for the file answers.
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
    /// What the World or Model of the record is made from, with the first revisions asked for.
    init(_ record: OperationRecord, revisions: Int) {
        let asked = record.events.compactMap { $0.kind == .revise ? $0.feedback : nil }
        self.init(
            prompt: record.derivedPrompt ?? record.prompt ?? "", feedback: Array(asked.prefix(revisions)),
            seed: record.assetSeed)
    }
}

/// What was measured of a Model's final GLB.
struct AssetFacts: Sendable, Hashable, Codable {
    var glbByteCount: Int
    /// In metres, Y up; three numbers each.
    var minimum: [Double]
    var maximum: [Double]
}
