import DashboardRuntime
import Foundation
import Synchronization

/// The typed lines, for one session after the other.
package final class InputLines: Sendable {
    private struct Standing {
        var receiver: (@Sendable (LineEvent) -> Void)?
        /// Lines that the previous session did not read; they come first.
        var unread: [LineEvent] = []
        /// Lines that arrived without a receiver.
        var waiting: [LineEvent] = []
    }

    private let standing = Mutex(Standing())

    /// Reads standard input on its own thread, which ends with the input or with the process.
    package init() {
        let thread = Thread { [self] in
            while let line = readLine() { take(.line(line)) }
            take(.endOfInput)
        }
        thread.name = "mintop.input"
        thread.start()
    }

    /// Sets the receiver of the lines, waiting ones first; nil makes them wait.
    package func send(to receiver: (@Sendable (LineEvent) -> Void)?) {
        standing.withLock { standing in
            standing.receiver = receiver
            guard let receiver else { return }
            for event in standing.unread + standing.waiting { receiver(event) }
            (standing.unread, standing.waiting) = ([], [])
        }
    }

    /// Returns unread lines to the front of the queue, for the next session.
    func putBack(_ unread: UnreadLines) {
        standing.withLock { $0.unread += unread.lines.map { .line($0) } + (unread.isEnded ? [.endOfInput] : []) }
    }

    private func take(_ event: LineEvent) {
        standing.withLock { standing in
            if let receiver = standing.receiver { receiver(event) } else { standing.waiting.append(event) }
        }
    }
}
