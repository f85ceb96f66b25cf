package import MintDomain

/// One stage of a simulated operation that ends by itself.
package struct SimulatedStage: Sendable, Hashable {
    package var from: OperationStatus
    package var to: OperationStatus
    /// In seconds, above zero.
    package var seconds: Double

    package init(from: OperationStatus, to: OperationStatus, seconds: Double) {
        self.from = from
        self.to = to
        self.seconds = seconds
    }
}

/// An operation whose stages are fixed in advance.
package struct SimulatedOperation: Sendable, Hashable {
    package var kind: OperationKind
    package var preset: String?
    package var mode: GenerationMode?
    /// The stages in order; not empty. In review mode the one after a preview begins with the user's approval.
    package var stages: [SimulatedStage]
    /// Whether the preview is over when the stage begins.
    package var previewSeen: Bool

    package init(
        kind: OperationKind, preset: String?, mode: GenerationMode?, stages: [SimulatedStage], previewSeen: Bool = false
    ) {
        self.kind = kind
        self.preset = preset
        self.mode = mode
        self.stages = stages
        self.previewSeen = previewSeen
    }

    /// The samples that a store would keep of the operation.
    package var samples: [StageSample] {
        stages.map { stage in
            StageSample(
                kind: kind, preset: preset, mode: mode, from: stage.from, to: stage.to,
                duration: .seconds(stage.seconds))
        }
    }
}
