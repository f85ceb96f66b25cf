import StateFiles
import Synchronization

/// The readers of one open store, notified of possible changes.
final class StoreNotices: Sendable {
    private struct State {
        var subscribers: [AsyncStream<Void>.Continuation] = []
        var isFinished = false
        var watcher: FolderEvents?
    }

    private let state = Mutex(State())
    /// Nil for a store in memory: all its changes are announced in this process.
    private let path: String?

    init(path: String?) {
        self.path = path
    }

    deinit {
        finish()
    }

    /// Adds a reader, with one notice at once. The first one starts the watcher.
    func stream() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let isOpen = state.withLock { state in
            guard !state.isFinished else { return false }
            state.subscribers.append(continuation)
            if state.watcher == nil, let path {
                state.watcher = FolderEvents(store: path) { [weak self] in self?.post() }
            }
            return true
        }
        // After the watcher started: an earlier change is seen by the read that this notice triggers.
        if isOpen { continuation.yield() } else { continuation.finish() }
        return stream
    }

    /// Reports a commit of this store. With a watcher running, the watcher reports it.
    func committed() {
        if state.withLock({ $0.watcher == nil }) { post() }
    }

    private func post() {
        state.withLock { state in
            state.subscribers.removeAll { reader in
                if case .terminated = reader.yield() { true } else { false }
            }
        }
    }

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
