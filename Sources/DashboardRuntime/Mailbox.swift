import Synchronization

/// A queue for elements from any thread; one consumer takes all pending elements at once.
///
/// A slow consumer gets larger batches instead of a backlog of frames. An empty mailbox causes no wake-ups. Safe to use
/// from any isolation; only one consumer may iterate `batches`.
package final class Mailbox<Element: Sendable>: Sendable {
    private let pending = Mutex<[Element]>([])
    private let signal: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (signal, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    package func send(_ element: Element) {
        pending.withLock { $0.append(element) }
        continuation.yield()
    }

    /// Adds elements that arrive in one batch.
    package func send(contentsOf elements: [Element]) {
        guard !elements.isEmpty else { return }
        pending.withLock { $0 += elements }
        continuation.yield()
    }

    /// Takes the pending elements without waiting.
    package func rest() -> [Element] {
        pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
    }

    /// Waits for elements and takes all in order of arrival; nil if the task is canceled.
    package func next() async -> [Element]? {
        for await _ in signal {
            let batch = pending.withLock { pending in
                let batch = pending
                pending = []
                return batch
            }
            if !batch.isEmpty { return batch }
        }
        return nil
    }
}
