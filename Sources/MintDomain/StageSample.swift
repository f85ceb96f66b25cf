/// How long one operation stood in one status before it went to the next, as the store saw it.
package struct StageSample: Sendable, Hashable {
    package var kind: OperationKind
    /// The server's word for the tier; nil where it gave none.
    package var preset: String?
    package var mode: GenerationMode?
    /// The status it stood in.
    package var from: OperationStatus
    /// The status it went to.
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
