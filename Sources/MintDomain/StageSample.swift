/// The duration of one status of an operation, as the store saw it.
package struct StageSample: Sendable, Hashable {
    package var kind: OperationKind
    /// The server's word for the tier, if any.
    package var preset: String?
    package var mode: GenerationMode?
    package var from: OperationStatus
    /// The next status.
    package var to: OperationStatus
    /// Never negative.
    package var duration: Duration

    package init(
        kind: OperationKind, preset: String?, mode: GenerationMode?, from: OperationStatus, to: OperationStatus,
        duration: Duration
    ) {
        self.kind = kind
        self.preset = preset
        self.mode = mode
        self.from = from
        self.to = to
        self.duration = duration
    }
}
