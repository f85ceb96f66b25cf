import MintDomain

/// The most recent durations of one group of stages.
struct DurationProfile: Sendable {
    /// How many durations were ever added: tells whether something derived from it is still good.
    private(set) var version = 0
    /// In seconds, ascending.
    private(set) var ascending: [Double] = []
    /// In seconds, in the order they came, the oldest at `version % window` once the window is full.
    private var recent: [Double] = []
    private let window: Int

    /// - Parameter window: How many durations are kept, from 1; each one more pushes the oldest out.
    init(window: Int) {
        self.window = max(window, 1)
    }

    var count: Int { ascending.count }

    /// Adds a duration in seconds, finite and above zero.
    mutating func add(_ seconds: Double) {
        if recent.count < window {
            recent.append(seconds)
        } else {
            let oldest = recent[version % window]
            recent[version % window] = seconds
            ascending.remove(at: place(of: oldest))
        }
        version += 1
        ascending.insert(seconds, at: place(of: seconds))
    }

    /// The first place whose duration is not below `seconds`.
    private func place(of seconds: Double) -> Int {
        var low = 0
        var high = ascending.count
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] < seconds { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
