/// Decides which connections new requests use, and which are closed.
///
/// A generation is the set of connections open at one time. A request that misses its deadline retires its generation:
/// later requests use new connections, with HTTP/1.1 and HTTP/2 alike. A generation without any response since that
/// request started is dead: it is closed even under requests that are safe to repeat. Otherwise it is closed after its
/// last request. A request that is not safe to repeat is never interrupted.
struct ConnectionGenerations: Sendable {
    struct Lease: Sendable, Hashable {
        let generation: Int
        let startedAt: Duration
        let isRepeatable: Bool
    }

    private struct Generation {
        var requests = 0
        /// The number of requests that are not safe to repeat.
        var unrepeatable = 0
        var lastAnswer: Duration?
        var isDead = false
    }

    /// The generation of new requests.
    private(set) var current = 0
    private var generations: [Int: Generation] = [0: Generation()]

    mutating func began(isRepeatable: Bool, now: Duration) -> Lease {
        generations[current]?.requests += 1
        if !isRepeatable { generations[current]?.unrepeatable += 1 }
        return Lease(generation: current, startedAt: now, isRepeatable: isRepeatable)
    }

    mutating func answered(_ lease: Lease, now: Duration) {
        generations[lease.generation]?.lastAnswer = now
    }

    /// Returns the generation to close, if any.
    mutating func ended(_ lease: Lease, missedDeadline: Bool) -> Int? {
        let number = lease.generation
        guard var generation = generations[number] else { return nil }
        generation.requests -= 1
        if !lease.isRepeatable { generation.unrepeatable -= 1 }
        if missedDeadline {
            if generation.lastAnswer.map({ $0 < lease.startedAt }) ?? true { generation.isDead = true }
            if number == current {
                current += 1
                generations[current] = Generation()
            }
        }
        let isOver = generation.requests == 0 || (generation.isDead && generation.unrepeatable == 0)
        let closes = number != current && isOver
        generations[number] = closes ? nil : generation
        return closes ? number : nil
    }

    func isClosed(_ lease: Lease) -> Bool { generations[lease.generation] == nil }
}
