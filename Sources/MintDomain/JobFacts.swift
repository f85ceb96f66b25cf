package import Foundation

/// The additional facts of a documentation job of the Mintlify agent.
///
/// Texts are exactly as the server sent them: clean them before display.
package struct JobFacts: Sendable, Hashable {
    /// `owner/name`; nil if unknown.
    package var repository: String?
    /// A branch, tag or commit; nil for the default branch.
    package var ref: String?
    package var model: String?
    /// The page of the pull request, not checked to be http or https; nil before there is one, and if no file changed.
    package var pullRequestURL: String?
    package var archivedAt: Date?
    /// The server's word for the status, such as `active`.
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

    /// `owner/name@ref`, or without `@ref` for the default branch; nil if the repository is unknown.
    package var source: String? {
        repository.map { name in ref.map { "\(name)@\($0)" } ?? name }
    }
}

extension OperationStatus {
    /// Maps a status of the agent service. Unknown words, including words of Mint, are `other`: not final.
    package init(agentWord: String) {
        switch agentWord {
        case "active": self = .running
        case "completed": self = .succeeded
        case "failed": self = .failed
        case "archived": self = .canceled
        default: self = .other(agentWord)
        }
    }

    /// Returns the word used by the service of that kind, as in a timeline.
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
    /// The service's word for the status, such as `preview_ready`, or `active` for a job.
    package var statusWord: String { job?.rawStatus ?? status.word(for: kind) }
}
