import MintDomain
import Testing

@testable import Tracking

struct DurationHistoryTests {
    private func sample(
        _ seconds: Double, preset: String? = "standard", mode: GenerationMode? = .review,
        from: OperationStatus = .running, to: OperationStatus = .previewReady
    ) -> StageSample {
        StageSample(
            kind: .modelGeneration, preset: preset, mode: mode, from: from, to: to, duration: .seconds(seconds))
    }

    private func stage(
        preset: String? = "standard", mode: GenerationMode? = .review, status: OperationStatus = .running,
        previewSeen: Bool = false
    ) -> DurationStage {
        DurationStage(
            kind: .modelGeneration, preset: preset, mode: mode, status: status, previewSeen: previewSeen)
    }

    private func history(_ samples: [StageSample]) -> DurationHistory {
        var history = DurationHistory(window: 20, fewest: 8)
        for sample in samples { history.add(sample) }
        return history
    }

    @Test func fewSamplesSayNothing() {
        var history = history((1...7).map { sample(Double($0)) })
        #expect(history.sampleCount(for: stage()) == 0)
        history.add(sample(8))
        #expect(history.sampleCount(for: stage()) == 8)
    }

    @Test func whatIsRareIsComparedWithItsLikeOfAnyPresetThenOfAnyMode() {
        let samples = (1...8).map { sample(Double($0), to: .succeeded) }
        let history = history(samples)
        #expect(history.profile(for: stage(preset: "fast", previewSeen: true))?.group.coarseness == 1)
        #expect(history.profile(for: stage(preset: "fast", mode: .auto))?.group.coarseness == 2)
        #expect(history.profile(for: stage(previewSeen: true))?.group.coarseness == 0)
        var other = stage(previewSeen: true)
        other.kind = .modelConversion
        #expect(history.profile(for: other) == nil)
    }

    @Test func theWayToThePreviewIsNotTheWayToTheEnd() {
        let history = history(
            (1...8).map { sample(Double($0)) } + (1...8).map { sample(100 + Double($0), to: .succeeded) })
        #expect(history.profile(for: stage())?.profile.ascending.last == 8)
        #expect(history.profile(for: stage(previewSeen: true))?.profile.ascending.first == 101)
    }

    @Test(arguments: [
        (OperationStatus.running, OperationStatus.failed, 5.0), (.running, .canceled, 5),
        (.running, .billingRequired, 5),
        (.previewReady, .running, 5), (.billingRequired, .running, 5), (.running, .previewReady, 0),
        (.running, .previewReady, -3), (.succeeded, .running, 5),
    ])
    func whatTellsNothingIsLeftOut(from: OperationStatus, to: OperationStatus, seconds: Double) {
        let history = history((1...20).map { _ in sample(seconds, from: from, to: to) })
        for status in [OperationStatus.running, .previewReady, .billingRequired, .succeeded] {
            #expect(history.sampleCount(for: stage(status: status)) == 0)
            #expect(history.sampleCount(for: stage(status: status, previewSeen: true)) == 0)
        }
    }

    @Test func onlyTheNewestCount() {
        let history = history((1...50).map { sample(Double($0)) })
        #expect(history.profile(for: stage())?.profile.ascending == (31...50).map(Double.init))
    }

    @Test func theOldestGoesWhateverTheOrder() {
        var profile = DurationProfile(window: 3)
        for seconds in [5.0, 1, 9, 5, 2] { profile.add(seconds) }
        #expect(profile.ascending == [2, 5, 9])
        #expect(profile.version == 5)
    }

    @Test func aServerThatInventsKindsDoesNotFillTheMemory() {
        var history = DurationHistory()
        for number in 0..<3000 {
            history.add(
                StageSample(
                    kind: .other("k\(number)"), preset: nil, mode: nil, from: .running, to: .succeeded,
                    duration: .seconds(1)))
        }
        #expect(history.groupCount <= 1024)
    }
}
