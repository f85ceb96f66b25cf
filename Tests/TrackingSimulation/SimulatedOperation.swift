package import MintDomain

/// One stretch of a simulated operation that ends by itself.
package struct SimulatedStage: Sendable, Hashable {
    package var from: OperationStatus
    package var to: OperationStatus
    /// In seconds, above zero.
    package var seconds: Double

    /// Puts a stage together.
    package init(from: OperationStatus, to: OperationStatus, seconds: Double) {
        self.from = from
        self.to = to
        self.seconds = seconds
    }
}

/// An operation whose whole life is laid down beforehand.
package struct SimulatedOperation: Sendable, Hashable {
    package var kind: OperationKind
    package var preset: String?
    package var mode: GenerationMode?
    /// In order; not empty. In review mode the one after a preview begins when the person approves.
    package var stages: [SimulatedStage]
    /// Whether the preview is over when it begins.
    package var previewSeen: Bool

    /// Puts an operation together.
    package init(
        kind: OperationKind, preset: String?, mode: GenerationMode?, stages: [SimulatedStage], previewSeen: Bool = false
    ) {
        self.kind = kind
        self.preset = preset
        self.mode = mode
        self.stages = stages
        self.previewSeen = previewSeen
    }

    /// What a store would remember of it.
    package var samples: [StageSample] {
        stages.map { stage in
            StageSample(
                kind: kind, preset: preset, mode: mode, from: stage.from, to: stage.to,
                duration: .seconds(stage.seconds))
        }
    }
}
