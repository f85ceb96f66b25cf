import Synchronization

/// A value that becomes available later: readers wait for it.
final class Pending<Value: Sendable>: Sendable {
    private enum State {
        case waiting([CheckedContinuation<Value, Never>])
        case known(Value)
    }

    private let state = Mutex(State.waiting([]))

    init() {}

    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> Value? in
                switch state {
                case .known(let value): return value
                case .waiting(let readers):
                    state = .waiting(readers + [continuation])
                    return nil
                }
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// Sets the value; later calls change nothing.
    func fulfil(_ value: Value) {
        let readers = state.withLock { state -> [CheckedContinuation<Value, Never>] in
            guard case .waiting(let readers) = state else { return [] }
            state = .known(value)
            return readers
        }
        for reader in readers { reader.resume(returning: value) }
    }
}
