import Foundation
package import MintDomain

extension OperationPoller {
    /// How long stages lasted, as far as it was told and has seen itself: what estimates for the screen come from.
    package var history: DurationHistory { schedule.history }

    /// Learns from what the store remembers, the newest last. What the poller sees itself it learns by itself: each
    /// sample must be given once.
    package func learn(_ samples: [StageSample]) {
        schedule.learn(samples)
    }

    /// Takes an answer over into a row, learns from a stage that it ended, and answers with the present one.
    func take(_ reading: OperationReading, into row: inout TrackedOperation, at time: Date) -> StageProgress? {
        let before = row
        row.apply(reading, at: time, by: serverClock())
        if let sample = row.stageEnded(since: before, at: time) { schedule.learn([sample]) }
        guard var progress = row.progress(at: time) else { return nil }
        if row.transitions.count > before.transitions.count, let lookedAt = before.confirmedAt {
            // It began since the last look, whatever a server whose clock is wrong says.
            progress.elapsed = min(progress.elapsed, .seconds(max(time.timeIntervalSince(lookedAt), 0)))
        }
        return progress
    }
}

extension TrackedOperation {
    /// The present stage at a time of day; nil where no duration means anything.
    func progress(at time: Date) -> StageProgress? {
        presentStage.map { StageProgress(stage: $0.stage, elapsed: .seconds(time.timeIntervalSince($0.startedAt))) }
    }
}
