import Geometry

/// One file of one asset. The brief makes it unique: the same request always gives the same bytes.
struct AssetRequest: Sendable, Hashable {
    enum File: Sendable, Hashable {
        case preview
        case thumbnail
        case glb
        case panorama
        case collider
    }

    var kind: OperationRecord.Kind
    var brief: AssetBrief
    var file: File

    /// `revisions` says how many of the revisions asked for the file answers.
    init(_ record: OperationRecord, revisions: Int, file: File) {
        let feedback = record.events.compactMap { $0.kind == .revise ? $0.feedback : nil }
        kind = record.kind
        brief = AssetBrief(
            prompt: record.derivedPrompt ?? record.prompt, feedback: Array(feedback.prefix(revisions)),
            seed: record.assetSeed)
        self.file = file
    }

    var contentType: String {
        switch file {
        case .preview, .thumbnail, .panorama: "image/png"
        case .glb, .collider: GLB.contentType
        }
    }
}

/// What was measured of a Model's final GLB.
struct AssetFacts: Sendable, Hashable, Codable {
    var glbByteCount: Int
    /// In metres, Y up; three numbers each.
    var minimum: [Double]
    var maximum: [Double]
}
