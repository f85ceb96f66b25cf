import Foundation
import Synchronization

/// Ends the process if one case takes too long, because a hanging reader cannot be interrupted.
final class Watch: Sendable {
    private struct State: Sendable {
        var current: (name: String, start: Double)?
        var slowest: (name: String, seconds: Double) = ("none", 0)
    }

    private let secondsLimit: Double
    private let state = Mutex(State())

    init(secondsLimit: Double) {
        self.secondsLimit = secondsLimit
    }

    /// Checks the running case once a second, on its own thread.
    func start() {
        Thread.detachNewThread {
            while true {
                sleep(1)
                guard let current = self.state.withLock({ $0.current }),
                    Self.seconds() - current.start > self.secondsLimit
                else { continue }
                FileHandle.standardError.write(Data("pictures-fuzz: \(current.name) hangs\n".utf8))
                _exit(1)
            }
        }
    }

    func begin(_ name: String) {
        state.withLock { $0.current = (name, Self.seconds()) }
    }

    func end() {
        state.withLock { state in
            guard let current = state.current else { return }
            let seconds = Self.seconds() - current.start
            if seconds > state.slowest.seconds { state.slowest = (current.name, seconds) }
            state.current = nil
        }
    }

    /// The slowest case so far, for the report.
    var slowest: String {
        state.withLock { "\($0.slowest.name): \(Int($0.slowest.seconds * 1_000)) ms" }
    }

    private static func seconds() -> Double {
        ProcessInfo.processInfo.systemUptime
    }
}
