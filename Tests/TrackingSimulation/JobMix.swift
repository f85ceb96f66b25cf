import MintDomain

/// The simulated operations: an assumed working day with log-normal durations.
///
/// | share | kind, preset, mode | queued | running to the preview | running to the end |
/// |---|---|---|---|---|
/// | 30 % | model, standard, review | 4 s, 0.5 | 45 s, 0.20 | 150 s, 0.20 |
/// | 20 % | model, fast, auto | 3 s, 0.5 | | 60 s, 0.20 |
/// | 20 % | world, standard, auto | 6 s, 0.5 | | 420 s, 0.20 |
/// | 10 % | world, production, review | 8 s, 0.5 | 80 s, 0.20 | 780 s, 0.20 |
/// | 12 % | model conversion | 2 s, 0.5 | | 25 s, 0.30 |
/// | 8 % | model optimization | 2 s, 0.5 | | 90 s, 0.25 |
///
/// Each cell is the median and the spread (the standard deviation of the logarithm). Of the last stages 4 % are
/// stragglers, twice to four times as long, and 3 % fail somewhere on the way.
package struct JobMix: Sendable {
    private struct Job {
        var share: Double
        var kind: OperationKind
        var preset: String?
        var mode: GenerationMode?
        var queued: Double
        var preview: Double?
        var end: Double
        var spread: Double
    }

    private static let jobs = [
        Job(
            share: 0.30, kind: .modelGeneration, preset: "standard", mode: .review, queued: 4, preview: 45, end: 150,
            spread: 0.2),
        Job(share: 0.20, kind: .modelGeneration, preset: "fast", mode: .auto, queued: 3, end: 60, spread: 0.2),
        Job(share: 0.20, kind: .worldGeneration, preset: "standard", mode: .auto, queued: 6, end: 420, spread: 0.2),
        Job(
            share: 0.10, kind: .worldGeneration, preset: "production", mode: .review, queued: 8, preview: 80, end: 780,
            spread: 0.2),
        Job(share: 0.12, kind: .modelConversion, queued: 2, end: 25, spread: 0.3),
        Job(share: 0.08, kind: .modelOptimization, queued: 2, end: 90, spread: 0.25),
    ]

    private let spreadFactor: Double

    /// - Parameter spreadFactor: The factor of every spread: 2 for a service with less predictable durations.
    package init(spreadFactor: Double = 1) {
        self.spreadFactor = spreadFactor
    }

    /// Returns that many operations, deterministic for a seed.
    package func operations(_ count: Int, seed: UInt64) -> [SimulatedOperation] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in operation(using: &random) }
    }

    private func operation(using random: inout SeededGenerator) -> SimulatedOperation {
        var place = Double.random(in: 0..<1, using: &random)
        var job = Self.jobs[0]
        for candidate in Self.jobs {
            job = candidate
            place -= candidate.share
            if place < 0 { break }
        }
        let spread = job.spread * spreadFactor
        let queued = random.logNormal(median: job.queued, spread: 0.5 * spreadFactor)
        var stages = [SimulatedStage(from: .queued, to: .running, seconds: queued)]
        if let preview = job.preview {
            let seconds = random.logNormal(median: preview, spread: spread)
            stages.append(SimulatedStage(from: .running, to: .previewReady, seconds: seconds))
        }
        var last = SimulatedStage(
            from: .running, to: .succeeded, seconds: random.logNormal(median: job.end, spread: spread))
        if Double.random(in: 0..<1, using: &random) < 0.04 {
            last.seconds *= Double.random(in: 2..<4, using: &random)
        }
        if Double.random(in: 0..<1, using: &random) < 0.03 {
            last.seconds *= Double.random(in: 0.02..<1, using: &random)
            last.to = .failed
        }
        stages.append(last)
        return SimulatedOperation(kind: job.kind, preset: job.preset, mode: job.mode, stages: stages)
    }
}
