import ArgumentParser
import Foundation

/// Measures how long a list of 20,000 rows takes to answer a key of its filter.
struct Filter: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Type filters over a large list and print the time of each key.",
        discussion: """
            The time is the thread's own (CPU), so that other programs do not count; without optimization it says \
            nothing. The rows are drawn, always the same for one seed.
            """)

    @Option(help: "How many rows the list has.")
    var rows = 20_000

    @Option(help: "The seed of the draws.")
    var seed: UInt64 = 42

    @Flag(help: "Print every key, in the order in which they were typed.")
    var each = false

    func validate() throws {
        guard rows > 0 else { throw ValidationError("--rows must be 1 or more.") }
    }

    func run() throws {
        let speed = FilterSpeed(rows: rows, seed: seed)
        for (title, queries) in FilterSpeed.queries {
            let typed = speed.times(of: queries)
            if each {
                for key in typed {
                    print(String(format: "%7.2f ms", key.milliseconds), "“\(key.text)”,", key.found, "rows")
                }
            }
            let times = typed.sorted { $0.milliseconds < $1.milliseconds }
            func quantile(_ share: Double) -> String {
                let place = min(times.count - 1, Int(Double(times.count) * share))
                return String(format: "%.2f", times[place].milliseconds)
            }
            let worst = times.last.map { "“\($0.text)”, \($0.found) rows" } ?? ""
            print(
                "\(title): \(times.count) keys over \(rows) rows, ms p50 \(quantile(0.5)), p95 \(quantile(0.95)), "
                    + "worst \(quantile(1)) (\(worst))")
        }
        for (title, keys) in DashboardTyping(rows: rows, seed: seed).times() {
            if each {
                for key in keys {
                    print(
                        String(format: "%7.2f ms, of them %.2f ms the frame", key.milliseconds, key.frame),
                        "“\(key.text)”")
                }
            }
            let sorted = keys.map(\.milliseconds).sorted()
            func quantile(_ share: Double) -> String {
                String(format: "%.2f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
            }
            print(
                "\(title): \(sorted.count) keys in the dashboard with \(rows) operations, update and frame together, "
                    + "ms p50 \(quantile(0.5)), p95 \(quantile(0.95)), worst \(quantile(1))")
        }
    }
}
