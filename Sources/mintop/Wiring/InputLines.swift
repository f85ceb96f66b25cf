import DashboardRuntime
import Foundation
import Synchronization

/// What is typed, line by line, for one session after the other.
final class InputLines: Sendable {
    private struct Standing {
        var receiver: (@Sendable (LineEvent) -> Void)?
        /// What came before that, and was not read.
        var unread: [LineEvent] = []
        /// What came while nobody listened.
        var waiting: [LineEvent] = []
    }

    private let standing = Mutex(Standing())

    /// Reads standard input on a thread of its own, which ends with the input or with the process.
    init() {
        let thread = Thread { [self] in
            while let line = readLine() { take(.line(line)) }
            take(.endOfInput)
        }
        thread.name = "mintop.input"
        thread.start()
    }

    /// From now on the lines go there, those that waited first; nil lets them wait.
    func send(to receiver: (@Sendable (LineEvent) -> Void)?) {
        standing.withLock { standing in
            standing.receiver = receiver
            guard let receiver else { return }
            for event in standing.unread + standing.waiting { receiver(event) }
            (standing.unread, standing.waiting) = ([], [])
        }
    }

    /// What was not read: it comes before what waits, for whoever listens next.
    func putBack(_ unread: UnreadLines) {
        standing.withLock { $0.unread += unread.lines.map { .line($0) } + (unread.isEnded ? [.endOfInput] : []) }
    }

    private func take(_ event: LineEvent) {
        standing.withLock { standing in
            if let receiver = standing.receiver { receiver(event) } else { standing.waiting.append(event) }
        }
    }
}
