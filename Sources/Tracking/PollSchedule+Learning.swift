package import MintDomain

extension PollSchedule {
    /// Learns stage durations, the newest last; effective from the next response about each operation.
    package mutating func learn(_ samples: [StageSample]) {
        for sample in samples {
            history.add(sample)
        }
    }

    /// The wait suggested by past durations; nil if there are too few.
    mutating func learnedWait(_ stage: DurationStage, elapsed: Duration) -> Duration? {
        guard let (group, profile) = history.profile(for: stage) else { return nil }
        if plans[group]?.version != profile.version {
            plans[group] = (profile.version, PollPlan(seconds: profile.ascending, rules: rules))
        }
        return plans[group].map { .seconds($0.plan.wait(elapsed: elapsed / .seconds(1))) }
    }
}

extension PollSchedule.Entry {
    /// Records the current stage. Its first known start is kept: the time of day may jump, the schedule's time does
    /// not.
    mutating func enter(_ progress: StageProgress?, now: Duration) {
        if let progress, progress.stage != stage { stageStart = now - progress.elapsed }
        stage = progress?.stage
    }
}
