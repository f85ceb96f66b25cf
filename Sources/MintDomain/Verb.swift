/// A kind of decision, with all that services, rules, commands and screens read about it.
///
/// Verbs are equal if their names are. A new verb is a row in `Verb+All.swift`, what its service does, and its key.
package struct Verb: Sendable, Hashable, CustomStringConvertible {
    package enum Service: Sendable, Hashable {
        case mint, agent
    }

    /// The kind of object that a verb applies to.
    package enum Target: Sendable, Hashable {
        /// Nothing yet: the verb starts an operation or a job.
        case new
        /// An operation, or a job of the agent service.
        case operation
        case resource
    }

    /// The parameters that a verb takes.
    package enum Input: Sendable, Hashable {
        case none, text, generation, level, formats
    }

    /// The state of the target that a verb requires.
    package enum Requirement: Sendable, Hashable {
        case none
        /// A preview that awaits review.
        case preview
        case unfinished
        /// Waiting for more Credits.
        case billing
        case finishedModel
        case failed
    }

    /// The relation to the preview of the operation.
    package enum PreviewUse: Sendable, Hashable {
        case none
        /// Applies to the shown preview, if there is one.
        case optional
        /// Never sent without the preview it is about.
        case required
    }

    /// The texts of a confirmation. The question precedes the name of the target.
    package struct Confirmation: Sendable, Hashable {
        package let question: String
        package let consequence: String
        /// The consequence for several operations.
        package let bulkConsequence: String
        package let button: String

        init(_ question: String, _ consequence: String, bulk: String, button: String) {
            self.question = question
            self.consequence = consequence
            bulkConsequence = bulk
            self.button = button
        }
    }

    /// The name in sentences, commands and the store: `approve`.
    package let name: String
    package let service: Service
    package let target: Target
    package let input: Input
    package let requirement: Requirement
    package let previewUse: PreviewUse
    /// The path below the base URL of the service. `{id}` is the target, `{kinds}` the collection of Worlds or Models.
    package let path: String
    /// The past participle: `approved`.
    package let participle: String
    /// The word in a row while the decision is pending; at most 10 columns.
    package let progress: String
    /// The notice of success. `{new}` is the operation of the answer, `{target}` the target, `{kind}` World or Model.
    package let acceptance: String
    /// The words of `--linear` for a missing text; empty for other inputs.
    package let missingText: String
    /// Nil for a verb with a form, whose button confirms it.
    package let confirmation: Confirmation?

    init(
        _ name: String, _ service: Service, _ target: Target, _ path: String, input: Input = .none,
        requires requirement: Requirement = .none, preview: PreviewUse = .none, participle: String, progress: String,
        acceptance: String, missingText: String = "", confirmation: Confirmation? = nil
    ) {
        self.name = name
        self.service = service
        self.target = target
        self.input = input
        self.requirement = requirement
        previewUse = preview
        self.path = path
        self.participle = participle
        self.progress = progress
        self.acceptance = acceptance
        self.missingText = missingText
        self.confirmation = confirmation
    }

    /// The verb of a stored or typed name; nil if there is none.
    package init?(named name: String) {
        guard let verb = Self.all.first(where: { $0.name == name }) else { return nil }
        self = verb
    }

    /// Whether the server recognizes a repeated request by its key. The agent service has no idempotency keys, so a
    /// request that may have arrived there must not be sent again.
    package var isRepeatable: Bool { service == .mint }

    package var description: String { name }

    package static func == (left: Verb, right: Verb) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}

extension Verb.Requirement {
    /// Whether an operation with that status meets the requirement.
    package func isMet(by status: OperationStatus) -> Bool {
        switch self {
        case .none: true
        case .preview: status == .previewReady
        case .unfinished: !status.isFinal
        case .billing: status == .billingRequired
        case .finishedModel: status == .succeeded || status == .partiallySucceeded
        case .failed: status == .failed
        }
    }
}
