import Foundation

/// The stored data of one documentation job. Its state at any time follows from this data and the time.
struct MintlifyJob: Sendable, Hashable, Codable {
    /// `job_` and 16 letters or digits.
    var id: String
    /// `owner/name`.
    var repository: String
    /// Nil for the default branch.
    var ref: String?
    var model: String
    /// The number of its current or future pull request, from 1 and unique.
    var pullNumber: Int
    var createdAt: Date
    var archivedAt: Date?
    /// The accepted prompts in order; the first one created the job.
    var turns: [MintlifyTurn]
}

/// One prompt of a job with its outcome, fixed at acceptance, so that a restart changes nothing.
struct MintlifyTurn: Sendable, Hashable, Codable {
    enum Outcome: String, Sendable, Hashable, Codable {
        /// Files changed; a pull request exists afterward.
        case changed
        /// A reply without file changes.
        case unchanged
        case failed
    }

    var prompt: String
    var at: Date
    /// The working time in seconds, already divided by the server's speed; above 0.
    var seconds: Double
    var outcome: Outcome
}

extension MintlifyTurn {
    /// The turn of a new prompt. The job id and the turn number determine everything random.
    ///
    /// A prompt with `[fail]` fails; one with `[no changes]`, or one that ends as a question, changes no file.
    init(
        _ prompt: String, number: Int, jobID: String, at moment: Date, speed: Double,
        failures: LocalMint.FailureShare
    ) {
        var dice = Dice(text: "\(jobID) \(number)")
        let seconds = dice.within(number == 0 ? 40...110 : 20...60) / speed
        let isUnlucky = dice.fails(failures)
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
