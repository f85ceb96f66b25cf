import MintDomain

/// The most recent durations of one group of stages.
struct DurationProfile: Sendable {
    /// The number of durations ever added; shows whether derived values are current.
    private(set) var version = 0
    /// In seconds, ascending.
    private(set) var ascending: [Double] = []
    /// In seconds, in order of arrival; in a full window the oldest is at `version % window`.
    private var recent: [Double] = []
    private let window: Int

    /// - Parameter window: The number of durations kept, from 1; a new one replaces the oldest.
    init(window: Int) {
        self.window = max(window, 1)
    }

    var count: Int { ascending.count }

    /// Adds a duration in seconds, finite and positive.
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

    /// The first index whose duration is at least `seconds`.
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
