/// How long one operation once stood in one status before the server moved it on.
package struct StageSample: Sendable, Hashable {
    package var kind: OperationKind
    /// The server's word for the tier; nil where it has none.
    package var preset: String?
    /// Nil where the server named none.
    package var mode: GenerationMode?
    /// The status it stood in.
    package var from: OperationStatus
    /// The status that ended the stage.
    package var to: OperationStatus
    /// From one change of status to the next; a sample that is not above zero tells nothing.
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
