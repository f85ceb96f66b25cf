import Foundation

/// Everything that is stored of one documentation job. What it shows at a moment follows from this and the time alone.
struct MintlifyJob: Sendable, Hashable, Codable {
    /// `job_` and 16 letters or digits.
    var id: String
    /// `owner/name`.
    var repository: String
    /// Nil for the default branch.
    var ref: String?
    var model: String
    /// The number its pull request has or will have; from 1, no two jobs share one.
    var pullNumber: Int
    var createdAt: Date
    var archivedAt: Date?
    /// What was asked, in the order in which it was accepted; the first one made the job.
    var turns: [MintlifyTurn]
}

/// One prompt of a job, and how the work on it goes; fixed when it is accepted, so that a restart changes nothing.
struct MintlifyTurn: Sendable, Hashable, Codable {
    enum Outcome: String, Sendable, Hashable, Codable {
        /// Files changed: the pull request is there afterwards.
        case changed
        /// An answer without a changed file.
        case unchanged
        case failed
    }

    var prompt: String
    var at: Date
    /// How long the agent works on it, already divided by the speed of the server; above 0.
    var seconds: Double
    var outcome: Outcome
}

extension MintlifyTurn {
    /// The turn of a new prompt. The id of the job and the number of the turn decide whatever looks random.
    ///
    /// A prompt with `[fail]` fails; one with `[no changes]`, or one that ends as a question, changes no file.
    init(
        _ prompt: String, number: Int, jobID: String, at moment: Date, speed: Double,
        failures: OperationPlan.FailureShare
    ) {
        var dice = Dice(text: "\(jobID) \(number)")
        let seconds = dice.within(number == 0 ? 40...110 : 20...60) / speed
        let isUnlucky: Bool
        switch failures {
        case .never: isUnlucky = false
        case .oneIn(let count): isUnlucky = dice.next() % UInt64(max(count, 2)) == 0
        }
        let isQuestion = prompt.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("?")
        let outcome: Outcome =
            if prompt.contains("[fail]") || isUnlucky {
                .failed
            } else if isQuestion || prompt.contains("[no changes]") {
                .unchanged
            } else {
                .changed
            }
        self.init(prompt: prompt, at: moment, seconds: seconds, outcome: outcome)
    }
}
