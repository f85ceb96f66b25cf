import Dashboard
import Foundation

/// Types filters over a list key by key, with corrections.
struct FilterSpeed {
    /// The response time of one key.
    struct Time {
        var text: String
        var milliseconds: Double
        var found: Int
    }

    static let queries: [(title: String, queries: [String])] = [
        (
            "words",
            [
                "dragon castle", "status:failed fox", "wntr strm", "!lamp museum light", "astrolabe", "op_3f", "e", "a",
                "knight battered plate type:model", "zzzz", "brass walnut stand", "xylo", "winter sto",
            ]
        ),
        (
            "expressions",
            ["~dra.on|cast+le", "~^[a-f].*fog$", "~o.*o.*o.*o.*x", "~lantern", "prompt:~s\\w+t (fog|rain)"]
        ),
    ]

    private static let fields = [
        FilterField("id"), FilterField("status"), FilterField("type"), FilterField("prompt"),
        FilterField("age", isSearched: false),
    ]
    static let words = """
        dragon castle glass winter storm robot lamp forest island brass astrolabe teapot crackled celadon walnut stand \
        museum light quiet greenhouse dawn knight battered plate fox newspaper wooden rowing boat harbour fog lantern \
        market salt flats after rain
        """.split(separator: " ").map(String.init)

    private let rows: [FilterRow]

    init(rows: Int, seed: UInt64) {
        var state = seed
        func draw(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        self.rows = (0..<rows).map { _ in
            FilterRow([
                "op_" + (0..<12).map { _ in String(draw(16), radix: 16) }.joined(),
                ["queued", "running", "preview", "succeeded", "failed", "canceled"][draw(6)],
                ["world", "model", "optimization", "conversion"][draw(4)],
                (0..<(6 + draw(12))).map { _ in Self.words[draw(Self.words.count)] }.joined(separator: " "),
                "\(draw(59))m",
            ])
        }
    }

    /// Returns the time of each key press of the queries, without incomplete and too slow expressions.
    func times(of queries: [String]) -> [Time] {
        queries.flatMap { query -> [Time] in
            let typed = query.indices.map { String(query[...$0]) }
            let back = (1...3).filter { $0 < query.count }.map { String(query.dropLast($0)) }
            return (typed + back).compactMap { text in
                let start = Self.threadTime()
                // `try?`: the list shows the error and filters no row.
                guard let filter = try? ListFilter(text, fields: Self.fields),
                    let result = try? filter.search(rows)
                else { return nil }
                return Time(
                    text: text, milliseconds: Self.threadTime() - start, found: result.count)
            }
        }
    }

    /// The CPU time of this thread in milliseconds.
    static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}
