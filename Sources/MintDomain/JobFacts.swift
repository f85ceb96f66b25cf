package import Foundation

/// What a documentation job of the Mintlify agent has beyond an operation (contract/README.md part B).
///
/// Texts are exactly what the server sent: clean them before they reach a terminal.
package struct JobFacts: Sendable, Hashable {
    /// `owner/name`; nil where the server did not say.
    package var repository: String?
    /// A branch, tag or commit; nil for the default branch.
    package var ref: String?
    /// The language model at work.
    package var model: String?
    /// The page of the pull request, not yet checked to be http or https; nil while there is none, and for good where
    /// no file changed.
    package var pullRequestURL: String?
    package var archivedAt: Date?
    /// The server's own word for the status, such as `active`.
    package var rawStatus: String

    package init(
        repository: String? = nil, ref: String? = nil, model: String? = nil, pullRequestURL: String? = nil,
        archivedAt: Date? = nil, rawStatus: String
    ) {
        self.repository = repository
        self.ref = ref
        self.model = model
        self.pullRequestURL = pullRequestURL
        self.archivedAt = archivedAt
        self.rawStatus = rawStatus
    }

    /// `owner/name@ref`, or without the `@ref` on the default branch; nil where the repository is not known.
    package var source: String? {
        repository.map { name in ref.map { "\(name)@\($0)" } ?? name }
    }
}

extension OperationStatus {
    /// What a status of the agent service means here. Words this program does not know, also such that mean something
    /// at Mint, are `other`: not final.
    package init(agentWord: String) {
        switch agentWord {
        case "active": self = .running
        case "completed": self = .succeeded
        case "failed": self = .failed
        case "archived": self = .canceled
        default: self = .other(agentWord)
        }
    }

    /// The word of the service that an operation of that kind belongs to, as in a timeline.
    package func word(for kind: OperationKind) -> String {
        guard kind == .agentJob else { return wireName }
        return switch self {
        case .running: "active"
        case .succeeded: "completed"
        case .canceled: "archived"
        default: wireName
        }
    }
}

extension Operation {
    /// The service's own word for where it stands, such as `preview_ready`, or `active` for a job.
    package var statusWord: String { job?.rawStatus ?? status.word(for: kind) }
}
