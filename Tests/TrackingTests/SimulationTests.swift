import MintDomain
import Testing
import TrackingSimulation

@testable import Tracking

struct SimulationTests {
    @Test func theLearnedScheduleAsksFarLessAtEqualDelay() {
        let mix = JobMix()
        let comparison = ScheduleComparison(
            mix.operations(150, seed: 1), samples: mix.operations(300, seed: 2).flatMap(\.samples))
        #expect(comparison.plain.delays.count == comparison.levelled.delays.count)
        #expect(comparison.levelled.meanDelay <= comparison.plain.meanDelay)
        #expect(comparison.ratio <= 0.4)
        #expect(Double(comparison.learned.requestCount) < 0.45 * Double(comparison.plain.requestCount))
        #expect(comparison.learned.meanDelay < 1.1 * comparison.plain.meanDelay)
    }

    @Test func withoutHistoryItIsThePlainSchedule() {
        let operations = JobMix().operations(20, seed: 1)
        let few = JobMix().operations(2, seed: 2).flatMap(\.samples)
        let plain = PollingRun(operations, rules: PollRules(), samples: [])
        let learned = PollingRun(operations, rules: PollRules(), samples: few)
        #expect(plain.requestCount == learned.requestCount)
        #expect(plain.delays == learned.delays)
    }

    @Test(arguments: [Duration.zero, .seconds(28_800)])
    func aCrowdStaysWithinTheBudgetAndTheSelectedOneFresh(sleep: Duration) {
        var setting = CrowdRun.Setting()
        setting.length = .seconds(2400)
        setting.sleep = sleep
        let run = CrowdRun(setting)
        #expect(run.worstMinute <= 60)
        #expect(run.worstSecond <= 10)
        #expect(run.oldestSelected <= .seconds(5))
        #expect(run.oldestVisible < .seconds(120))
        #expect(run.oldestUnconfirmed < .seconds(22 * 60))
    }

    @Test func slowAnswersDoNotMakeTheSelectedOneStale() {
        var setting = CrowdRun.Setting()
        setting.length = .seconds(300)
        setting.latency = .seconds(8)
        // A free slot, its turn, and the first response.
        setting.selectionGrace = .seconds(8 + 1 + 8)
        let run = CrowdRun(setting)
        // Each response about it takes 8 s; the others may add only their turn.
        #expect(run.oldestSelected <= .seconds(8 + 5))
    }

    @Test func aRecordedLineThatIsWrongIsNamed() throws {
        let good = "# kind,preset,mode,from,to,seconds\nmodel_generation,,auto,running,succeeded,41.5\n\n"
        let samples = try RecordedSamples.parse(good)
        #expect(samples.map(\.duration) == [.seconds(41.5)])
        #expect(samples.map(\.preset) == [nil])
        for bad in ["model_generation,,auto,running,succeeded", "a,b,auto,running,succeeded,-1", "a,b,c,d,e,soon"] {
            #expect(throws: RecordedSamplesError(line: 4)) { try RecordedSamples.parse(good + bad) }
        }
    }
}
