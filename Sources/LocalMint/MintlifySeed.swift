import Foundation

/// The example jobs of a new database, relative to the first start, oldest first.
enum MintlifySeed {
    /// Ages are seconds at the first start, independent of the speed; the remaining time depends on it.
    private struct Example {
        var age: Double
        var turns: [(prompt: String, age: Double, outcome: MintlifyTurn.Outcome?)]
        var ref: String? = MintlifyService.ref
        var archivedAge: Double?
    }

    private static let minute = 60.0
    private static let hour = 3_600.0
    private static let day = 86_400.0

    /// A nil outcome is still in progress.
    private static let examples: [Example] = [
        Example(
            age: 9 * day, turns: [("Move the quickstart to the new CLI", 9 * day, .changed)],
            archivedAge: 6 * day),
        Example(age: 2 * day, turns: [("Translate the changelog into French", 2 * day, .failed)]),
        Example(
            age: 5 * hour, turns: [("Which pages still mention the old pricing?", 5 * hour, .unchanged)], ref: nil),
        Example(
            age: 2 * hour,
            turns: [
                ("Document the webhooks, with one example for each event", 2 * hour, .changed),
                ("Add a table of the retry delays", 1.6 * hour, .changed),
            ]),
        Example(
            age: 22 * minute,
            turns: [
                ("Fix all broken links in the getting-started section", 22 * minute, .changed),
                ("The link to the SDK page is still broken", 40, nil),
            ], ref: "docs/links"),
        Example(age: 25, turns: [("Write a page about rate limits 🚦", 25, nil)]),
    ]

    static func jobs(at moment: Date, speed: Double, ids: IDSource) -> [MintlifyJob] {
        examples.enumerated().map { index, example in
            let id = ids.make("job_")
            let turns = example.turns.enumerated().map { number, turn in
                var stored = MintlifyTurn(
                    turn.prompt, number: number, jobID: id, at: moment.addingTimeInterval(-turn.age), speed: speed,
                    failures: .never)
                if let outcome = turn.outcome {
                    stored.outcome = outcome
                    stored.seconds = 95
                } else {
                    stored.seconds += turn.age
                }
                return stored
            }
            return MintlifyJob(
                id: id, repository: MintlifyService.repository, ref: example.ref, model: MintlifyService.model,
                pullNumber: index + 1, createdAt: moment.addingTimeInterval(-example.age),
                archivedAt: example.archivedAge.map { moment.addingTimeInterval(-$0) }, turns: turns)
        }
    }
}
