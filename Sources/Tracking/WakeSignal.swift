import Synchronization

/// Wakes one waiting task; a wake-up without a waiter is kept for the next wait.
final class WakeSignal: Sendable {
    private enum State {
        case quiet
        case woken
        case waiting(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.quiet)

    /// Ends the current wait, or the next one.
    func wake() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if case .waiting(let continuation) = state {
                state = .quiet
                return continuation
            }
            state = .woken
            return nil
        }
        waiter?.resume()
    }

    /// Suspends until `wake()`, or until the task is canceled. One task at a time may wait.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Cancellation is read under the lock that the handler takes too: either it is seen here, or the
                // handler finds the stored continuation.
                let isOver = state.withLock { state in
                    switch state {
                    case .waiting: preconditionFailure("Two tasks wait for one signal.")
                    case .woken:
                        state = .quiet
                        return true
                    case .quiet where Task.isCancelled:
                        return true
                    case .quiet:
                        state = .waiting(continuation)
                        return false
                    }
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard case .waiting(let continuation) = state else { return nil }
                state = .quiet
                return continuation
            }
            waiter?.resume()
        }
    }
}

extension WakeSignal {
    /// Suspends until `instant`, which `sleep` waits for, or until `wake()`, whichever comes first.
    func wait(_ sleep: @escaping @Sendable (Duration) async throws -> Void, until instant: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            // It fails only by cancellation, which is how a wake-up ends it.
            group.addTask { try? await sleep(instant) }
            group.addTask { await self.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
