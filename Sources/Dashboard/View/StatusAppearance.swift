package import MintDomain
package import TerminalCore
package import Theming

/// The appearance of a status: always a glyph, a word and a color.
package struct StatusAppearance: Sendable, Hashable {
    package let glyph: SafeText
    /// One word of at most 8 columns for known statuses.
    package let word: SafeText
    package let role: Role

    /// The appearance of a tracked operation, including one that was never read.
    package init(_ row: TrackedOperation) {
        if let operation = row.operation, operation.kind == .agentJob {
            self.init(job: operation.status, word: operation.statusWord)
        } else if let operation = row.operation {
            self.init(operation.status, awaitsPerson: operation.awaitsPerson)
        } else if row.problem == .gone {
            self.init("✖", "gone", .statusFailed)
        } else {
            self.init("◌", "new", .statusQueued)
        }
    }

    package init(_ status: OperationStatus, awaitsPerson: Bool = true) {
        switch status {
        case .queued: self.init("◌", "queued", .statusQueued)
        case .running: self.init("◐", "running", .statusRunning)
        case .previewReady:
            if awaitsPerson {
                self.init("◆", "review", .statusReview)
            } else {
                self.init("◇", "preview", .statusRunning)
            }
        case .billingRequired: self.init("$", "billing", .statusBilling)
        case .succeeded: self.init("✔", "done", .statusDone)
        case .partiallySucceeded: self.init("◑", "partial", .statusPartial)
        case .failed: self.init("✖", "failed", .statusFailed)
        case .canceled: self.init("⊘", "canceled", .statusCanceled)
        case .other(let name): self.init("?", SafeText(name), .statusUnknown)
        }
    }

    /// The appearance of a job, with its service's word.
    package init(job status: OperationStatus, word: String) {
        switch status {
        case .canceled: self.init("⊟", SafeText(word), .statusCanceled)
        case .other: self.init("?", SafeText(word), .statusUnknown)
        default:
            let look = StatusAppearance(status)
            self.init(look.glyph, SafeText(word), look.role)
        }
    }

    package init(_ resource: Resource) {
        switch (resource.status, resource.stage) {
        case ("failed", _): self.init("✖", "failed", .statusFailed)
        case ("canceled", _): self.init("⊘", "canceled", .statusCanceled)
        case (_, "preview"): self.init("◇", "preview", .statusReview)
        case ("succeeded", _), (_, "final"): self.init("✔", "done", .statusDone)
        case (let status?, _): self.init("◐", SafeText(status), .statusRunning)
        case (nil, _): self.init("·", "unknown", .statusUnknown)
        }
    }

    private init(_ glyph: SafeText, _ word: SafeText, _ role: Role) {
        self.glyph = glyph
        self.word = word
        self.role = role
    }
}

extension OperationKind {
    /// The kind in at most 6 columns, for known kinds.
    package var shortName: SafeText {
        switch self {
        case .worldGeneration: "world"
        case .modelGeneration: "model"
        case .modelOptimization: "opt."
        case .modelConversion: "conv."
        case .agentJob: "job"
        case .other(let name): SafeText(name)
        }
    }

    package var longName: SafeText {
        switch self {
        case .worldGeneration: "world"
        case .modelGeneration: "model"
        case .modelOptimization: "model optimization"
        case .modelConversion: "model conversion"
        case .agentJob: "job"
        case .other(let name): SafeText(name)
        }
    }
}
