import Foundation
import Synchronization

/// The current scenario with its counters. Faults follow from the seed, the path and the number of requests to it, so
/// that a run is repeatable for any order of requests to different paths.
final class ScenarioStage: Sendable {
    /// The handling of one request.
    struct Turn: Sendable, Hashable {
        var scenario: Scenario
        /// In seconds.
        var delay: Double
        var fault: Scenario.Fault?
        /// The position of a cut in the body, 0 to 1.
        var cut: Double
    }

    private struct State {
        var scenario: Scenario
        var requests: [String: Int] = [:]
        var starts = 0
        var limiters: [Service: RateLimiter] = [:]
    }

    enum Service: Sendable, Hashable {
        case mint
        case agent
    }

    /// The maximum number of counted paths; then counting restarts.
    private static let pathLimit = 50_000

    private let seed: UInt64
    private let speed: Double
    private let state: Mutex<State>

    /// A seed makes faults repeatable; nil uses the system's randomness. The speed is above 0.
    init(_ name: LocalMint.ScenarioName = .steady, seed: UInt64? = nil, speed: Double = 1) {
        self.seed = seed ?? UInt64.random(in: .min ... .max)
        self.speed = speed
        state = Mutex(State(scenario: .named(name)))
    }

    var scenario: Scenario { state.withLock { $0.scenario } }

    /// Starts another scenario, or restarts the current one. Started operations keep their plan.
    func play(_ name: LocalMint.ScenarioName) {
        state.withLock { $0 = State(scenario: .named(name)) }
    }

    /// Chooses the delay and fault of a request at random from the seed, and counts the request.
    func turn(_ method: String, _ path: String) -> Turn {
        let (scenario, number) = state.withLock { state in
            guard !state.scenario.faults.isEmpty || state.scenario.latency != nil else { return (state.scenario, 0) }
            if state.requests.count > Self.pathLimit { state.requests = [:] }
            state.requests["\(method) \(path)", default: 0] += 1
            return (state.scenario, state.requests["\(method) \(path)", default: 0])
        }
        var dice = Dice(text: "\(seed) \(scenario.name.rawValue) \(method) \(path) \(number)")
        let delay = scenario.latency.map { dice.within($0) } ?? 0
        var place = Int(dice.next() % 1_000)
        var fault: Scenario.Fault?
        for share in scenario.faults where fault == nil {
            if place < share.permille { fault = share.fault }
            place -= share.permille
        }
        return Turn(scenario: scenario, delay: delay, fault: fault, cut: dice.within(0.2...0.9))
    }

    /// - Returns: Nil if the request may pass, otherwise the whole seconds to wait
    func wait(for service: Service, at moment: Date) -> Int? {
        let limiter = state.withLock { state -> RateLimiter? in
            guard let limit = state.scenario.requestsPerMinute else { return nil }
            let limiter = state.limiters[service] ?? RateLimiter(perMinute: limit)
            state.limiters[service] = limiter
            return limiter
        }
        return limiter?.take(at: moment)
    }

    // MARK: Starts

    /// Returns the Credits that a start finds in the account, and that are displayed.
    func available(_ credits: Int) -> Int {
        scenario.availableCredits.map { min($0, credits) } ?? credits
    }

    func shaped(_ draft: StartDraft) -> StartDraft {
        var draft = draft
        draft.record = shaped(draft.record)
        draft.items = draft.items.map { shaped($0) }
        return draft
    }

    private func shaped(_ record: OperationRecord) -> OperationRecord {
        let (scenario, number) = nextStart()
        var record = record
        if let seconds = scenario.previewPass { record.plan.previewPass = seconds / speed }
        record.plan.settling = scenario.settling.map { $0 / speed } ?? record.plan.settling
        if scenario.failsInTurn {
            let error = Scenario.errors[number % Scenario.errors.count]
            record.plan.failure = .init(
                stage: number.isMultiple(of: 2) ? record.kind.firstStage : .final, share: 0.5, code: error.code,
                message: error.message)
        }
        return record
    }

    /// Changes a new prompt of a job for the scenario.
    func shaped(_ turn: MintlifyTurn) -> MintlifyTurn {
        var turn = turn
        if scenario.failsInTurn { turn.outcome = .failed }
        return turn
    }

    private func nextStart() -> (Scenario, Int) {
        state.withLock { state in
            defer { state.starts += 1 }
            return (state.scenario, state.starts)
        }
    }
}
