package import MintDomain

extension PollSchedule {
    /// Learns how long stages lasted, the newest last; holds from the next answer about each operation on.
    package mutating func learn(_ samples: [StageSample]) {
        for sample in samples {
            history.add(sample)
        }
    }

    /// The wait that past durations suggest; nil where there are too few.
    mutating func learnedWait(_ stage: DurationStage, elapsed: Duration) -> Duration? {
        guard let (group, profile) = history.profile(for: stage) else { return nil }
        if plans[group]?.version != profile.version {
            plans[group] = (profile.version, PollPlan(seconds: profile.ascending, rules: rules))
        }
        return plans[group].map { .seconds($0.plan.wait(elapsed: elapsed / .seconds(1))) }
    }
}

extension PollSchedule.Entry {
    /// Takes note of the present stage. Its beginning is kept as first heard: the time of day may jump, the
    /// schedule's time does not.
    mutating func enter(_ progress: StageProgress?, now: Duration) {
        if let progress, progress.stage != stage { stageStart = now - progress.elapsed }
        stage = progress?.stage
    }
}
