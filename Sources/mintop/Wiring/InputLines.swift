import DashboardRuntime
import Foundation

/// What is typed, line by line.
enum InputLines {
    /// Reads standard input on a thread of its own, which ends with the input or with the process.
    static func read(_ tell: @escaping @Sendable (LineEvent) -> Void) {
        let thread = Thread {
            while let line = readLine() { tell(.line(line)) }
            tell(.endOfInput)
        }
        thread.name = "mintop.input"
        thread.start()
    }
}
