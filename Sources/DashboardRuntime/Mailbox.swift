import Synchronization

/// Where producers of any thread leave elements and one consumer takes all that are there at once.
///
/// A consumer that is slow finds more in one batch and never builds a backlog of frames. With nothing sent, nobody
/// wakes up. Safe to use from any isolation; only one consumer may iterate `batches`.
package final class Mailbox<Element: Sendable>: Sendable {
    private let pending = Mutex<[Element]>([])
    private let signal: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (signal, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Leaves an element.
    package func send(_ element: Element) {
        pending.withLock { $0.append(element) }
        continuation.yield()
    }

    /// Leaves elements that belong together.
    package func send(contentsOf elements: [Element]) {
        guard !elements.isEmpty else { return }
        pending.withLock { $0 += elements }
        continuation.yield()
    }

    /// Takes what is there without waiting: what nobody will read here any more.
    package func rest() -> [Element] {
        pending.withLock { pending in
            defer { pending = [] }
            return pending
        }
    }

    /// Waits until something is there and takes all of it, in the order it was sent; nil when the task is canceled.
    func next() async -> [Element]? {
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
