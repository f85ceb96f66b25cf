import Synchronization

/// The readers of one open store who want to know that something may have changed.
final class StoreNotices: Sendable {
    private struct State {
        var subscribers: [AsyncStream<Void>.Continuation] = []
        var isFinished = false
        var watcher: StoreWatcher?
    }

    private let state = Mutex(State())
    /// Nil for a store in memory: all its changes are announced in this process.
    private let path: String?

    /// - Parameter path: The store; nil for one in memory.
    init(path: String?) {
        self.path = path
    }

    deinit {
        finish()
    }

    /// One more reader, with one notice at once. The first one starts the watcher.
    func stream() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let isOpen = state.withLock { state in
            guard !state.isFinished else { return false }
            state.subscribers.append(continuation)
            if state.watcher == nil, let path {
                state.watcher = StoreWatcher(path: path) { [weak self] in self?.post() }
            }
            return true
        }
        // After the watcher began: a change before it is seen by the look this notice asks for.
        if isOpen { continuation.yield() } else { continuation.finish() }
        return stream
    }

    /// This store committed something. Where a watcher runs, it tells of this too.
    func committed() {
        if state.withLock({ $0.watcher == nil }) { post() }
    }

    /// Tells every reader.
    private func post() {
        state.withLock { state in
            state.subscribers.removeAll { reader in
                if case .terminated = reader.yield() { true } else { false }
            }
        }
    }

    /// Ends all streams and the watcher.
    func finish() {
        let (readers, watcher) = state.withLock { state in
            state.isFinished = true
            defer {
                state.subscribers = []
                state.watcher = nil
            }
            return (state.subscribers, state.watcher)
        }
        for reader in readers {
            reader.finish()
        }
        watcher?.stop()
    }
}
