import Foundation
package import MintDomain

extension OperationPoller {
    /// The known stage durations, from the store and from this poller: the basis of estimates.
    package var history: DurationHistory { schedule.history }

    /// Learns stored samples, the newest last. The poller learns its own observations itself; each sample must be given
    /// once.
    package func learn(_ samples: [StageSample]) {
        schedule.learn(samples)
    }

    /// Applies a response to a row, learns from an ended stage, and returns the current one.
    func take(_ reading: OperationReading, into row: inout TrackedOperation, at time: Date) -> StageProgress? {
        let before = row
        row.apply(reading, at: time, by: serverClock())
        if let sample = row.stageEnded(since: before, at: time) { schedule.learn([sample]) }
        guard var progress = row.progress(at: time) else { return nil }
        if row.transitions.count > before.transitions.count, let lookedAt = before.confirmedAt {
            // It began since the last poll, even if the server's clock is wrong.
            progress.elapsed = min(progress.elapsed, .seconds(max(time.timeIntervalSince(lookedAt), 0)))
        }
        return progress
    }
}

extension TrackedOperation {
    /// The current stage at a time of day; nil if no duration is meaningful.
    func progress(at time: Date) -> StageProgress? {
        presentStage.map { StageProgress(stage: $0.stage, elapsed: .seconds(time.timeIntervalSince($0.startedAt))) }
    }
}
