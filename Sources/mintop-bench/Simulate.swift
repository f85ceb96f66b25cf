import ArgumentParser
import Foundation
import MintDomain
import Tracking
import TrackingSimulation

/// Compares the learned schedule with the plain one, and runs many clients against the request budget.
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the learned polling schedule with the plain one, and run 500 operations on the budget.",
        discussion: """
            Without --samples the durations are drawn from log-normal mixtures (see JobMix.swift), always the same for \
            one seed; the schedule learns from other draws than the ones it is measured on. With --samples the first \
            half of the recorded durations is learned and the second half is measured.
            """)

    @Option(help: "How many operations are measured.")
    var operations = 1000

    @Option(help: "How many earlier operations the schedule learned from.")
    var history = 400

    @Option(help: "The seed of the draws.")
    var seed: UInt64 = 1

    @Option(help: "A file of recorded durations: kind,preset,mode,from,to,seconds on each line, the oldest first.")
    var samples: String?

    func validate() throws {
        guard operations > 0, history >= 0 else {
            throw ValidationError("--operations must be 1 or more, and --history 0 or more.")
        }
    }

    func run() throws {
        if let samples {
            let recorded = try RecordedSamples.parse(String(contentsOfFile: samples, encoding: .utf8))
            guard recorded.count >= 2 else {
                throw ValidationError("\(samples) holds fewer than two durations: one half is learned, one measured.")
            }
            let half = recorded.count / 2
            let comparison = ScheduleComparison(
                RecordedSamples.operations(recorded[half...]), samples: Array(recorded[..<half]))
            show(comparison, title: "\(recorded.count - half) recorded stages, \(half) learned")
        } else {
            show(drawn(spread: 1), title: "\(operations) operations, \(history) learned, seed \(seed)")
            print("The same with other spreads of the durations:")
            for spread in [0.5, 1.5, 2] {
                let comparison = drawn(spread: spread)
                print(
                    "  spread × \(spread): requests \(comparison.levelled.requestCount) of "
                        + "\(comparison.plain.requestCount), ratio \(text(comparison.ratio, 3))")
            }
        }
        print("")
        showCrowd()
        print("")
        showSpeed()
    }

    private func drawn(spread: Double) -> ScheduleComparison {
        let mix = JobMix(spreadFactor: spread)
        return ScheduleComparison(
            mix.operations(operations, seed: seed),
            samples: mix.operations(history, seed: seed &+ 0x5EED).flatMap(\.samples))
    }

    private func show(_ comparison: ScheduleComparison, title: String) {
        print("\(title); \(comparison.plain.delays.count) changes of status")
        print("                       requests   mean delay   p95 delay")
        let worth = text(comparison.levelledWorth, 2)
        let rows = [
            ("plain", comparison.plain), ("learned, usual", comparison.learned),
            ("learned, equal mean", comparison.levelled),
        ]
        for (name, run) in rows {
            print(
                name.padding(toLength: 20, withPad: " ", startingAt: 0)
                    + right("\(run.requestCount)", 11) + right("\(text(run.meanDelay, 2)) s", 13)
                    + right("\(text(run.delay(quantile: 0.95), 2)) s", 12))
        }
        print("Requests at equal mean delay: \(text(comparison.ratio, 3)) of the plain schedule's (worth \(worth) s).")
    }

    private func showCrowd() {
        for (title, sleep, known) in [
            ("plain", Duration.zero, false), ("learned", .zero, true),
            ("learned, with 8 h of sleep", .seconds(28_800), true),
        ] {
            var setting = CrowdRun.Setting()
            setting.sleep = sleep
            let samples = known ? JobMix().operations(400, seed: seed).flatMap(\.samples) : []
            let run = CrowdRun(setting, samples: samples)
            print("\(setting.count) running, budget \(PollRules().requestsPerMinute) a minute, an hour, \(title):")
            print("  requests \(run.starts.count), worst 60 s \(run.worstMinute), worst second \(run.worstSecond)")
            print(
                "  oldest unconfirmed \(text(run.oldestUnconfirmed / .seconds(60), 1)) min, "
                    + "on the screen \(text(run.oldestVisible / .seconds(1), 1)) s, "
                    + "selected \(text(run.oldestSelected / .seconds(1), 2)) s")
        }
    }

    /// Prints the time of one request and response while 10,000 operations run.
    private func showSpeed() {
        let clock = ContinuousClock()
        let speed = ScheduleSpeed(count: 10_000)
        let rounds = 20_000
        var run = speed
        let time = clock.measure { run.ask(rounds) }
        print("10,000 tracked: \(text(time / .microseconds(rounds), 2)) µs for one question with its answer")
    }

    private func text(_ number: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", number)
    }

    private func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 1)) + text
    }
}
