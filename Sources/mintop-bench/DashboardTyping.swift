import Dashboard
import Foundation
import MintDomain
import TerminalCore
import Theming

/// Types filters into the Operations list of a whole dashboard, key by key, while status changes arrive.
struct DashboardTyping {
    /// The response time of one key.
    struct Time {
        var text: String
        /// Update and frame together, in ms.
        var milliseconds: Double
        /// The frame alone, in ms.
        var frame: Double
    }

    private static let queries = ["dragon castle", "status:failed fox", "~lantern|fog", "!lamp", "e", "wntr strm"]
    private static let now = Date(timeIntervalSince1970: 1_795_262_400)

    private var operations: [TrackedOperation] = []
    private let size = Size(columns: 120, rows: 40)

    init(rows: Int, seed: UInt64) {
        var state = seed
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let statuses: [OperationStatus] = [.queued, .running, .previewReady, .succeeded, .failed, .canceled]
        for number in 0..<rows {
            guard let id = OperationID("op_\(number)_\(String(draw(1 << 30), radix: 36))") else { continue }
            var operation = Operation(id: id, kind: .modelGeneration, status: statuses[draw(6)])
            let words = (0..<(6 + draw(12))).map { _ in FilterSpeed.words[draw(FilterSpeed.words.count)] }
            operation.prompt = words.joined(separator: " ")
            operation.createdAt = Self.now.addingTimeInterval(-Double(draw(1_000_000)))
            operation.updatedAt = operation.createdAt
            var row = TrackedOperation(id: id, trackedAt: Self.now)
            row.operation = operation
            operations.append(row)
        }
    }

    /// Returns the time of each key, and of the keys right after a changed row.
    func times() -> [(title: String, keys: [Time])] {
        let badge = Badge(name: "local", isLocal: true, origin: "")
        var state = State(badge: badge, size: size, now: Self.now)
        let link = LinkState.live(since: Self.now)
        _ = update(&state, .trackingChanged(.mint, TrackingNews(upserted: operations, link: link)), now: Self.now)
        let appearance = Appearance(theme: .builtIn)
        func press(_ key: Key, text: String = "") -> Time {
            let start = FilterSpeed.threadTime()
            _ = update(&state, .terminal(.key(key)), now: Self.now)
            let middle = FilterSpeed.threadTime()
            _ = view(state, appearance)
            let end = FilterSpeed.threadTime()
            return Time(text: text, milliseconds: end - start, frame: end - middle)
        }
        var (quiet, busy): ([Time], [Time]) = ([], [])
        for (hasNews, query) in [false, true].flatMap({ hasNews in Self.queries.map { (hasNews, $0) } }) {
            _ = press(.character("/"))
            for (number, letter) in query.enumerated() {
                if hasNews, var row = operations.dropFirst(number * 7).first {
                    row.operation?.status = .failed
                    _ = update(
                        &state, .trackingChanged(.mint, TrackingNews(upserted: [row], link: link)), now: Self.now)
                }
                let time = press(.character(letter), text: String(query.prefix(number + 1)))
                if hasNews { busy.append(time) } else { quiet.append(time) }
            }
            _ = press(Key(.escape))
        }
        return [("typing", quiet), ("typing while rows change", busy)]
    }
}
