import CPseudoTerminal
import Foundation

/// A failed wait of a test; the description shows the screen.
package struct PseudoTerminalFailure: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) {
        self.description = description
    }
}

/// A program on a pseudo-terminal, watched through an emulated screen.
///
/// Every wait ends with its condition or its time limit. The program is killed with the value.
package final class PseudoTerminal {
    /// The emulated screen.
    package let screen: ScreenEmulator
    /// All output since the start or the last `forgetBytes()`.
    package private(set) var bytes: [UInt8] = []
    package let processIdentifier: Int32
    private var descriptor: Int32
    private var hasEnded = false

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - path: The executable.
    ///   - arguments: The arguments after the program's name.
    ///   - environment: The whole environment; `TERM` and `LC_ALL` are added if missing.
    ///   - columns: The terminal's width.
    ///   - rows: The terminal's height.
    /// - Throws: If the system has no more terminals or processes; a missing program ends with 127.
    package init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
        rows: Int = 24
    ) throws {
        let defaults = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        let variables = defaults.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        var child: Int32 = 0
        descriptor = Self.withCStrings([path] + arguments) { arguments in
            Self.withCStrings(variables) { variables in
                mintop_pty_spawn(path, arguments, variables, Int32(columns), Int32(rows), &child)
            }
        }
        guard descriptor >= 0 else { throw PseudoTerminalFailure(description: "cannot start \(path) on a terminal") }
        processIdentifier = child
        screen = ScreenEmulator(columns: columns, rows: rows)
    }

    deinit {
        if descriptor >= 0 { mintop_pty_close(descriptor) }
        if !hasEnded {
            kill(processIdentifier, SIGKILL)
            var status: Int32 = 0
            _ = mintop_pty_wait(processIdentifier, 5000, &status)
        }
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers)
    }

    // MARK: Input

    /// Types the keys, as text or as the bytes that a terminal sends for them.
    package func send(_ keys: String) throws {
        try send(Array(keys.utf8))
    }

    /// Sends raw bytes. Reads meanwhile, so that a long paste cannot block both sides.
    package func send(_ keys: [UInt8]) throws {
        for start in stride(from: 0, to: keys.count, by: 1024) {
            let part = Array(keys[start..<min(start + 1024, keys.count)])
            guard mintop_pty_write(descriptor, part, part.count) else {
                throw PseudoTerminalFailure(description: "the terminal takes no more keys\n\(report)")
            }
            _ = read(milliseconds: 0)
        }
    }

    /// Changes the terminal's size; the kernel signals the foreground program.
    package func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        _ = mintop_pty_resize(descriptor, Int32(columns), Int32(rows))
    }

    package func signal(_ number: Int32) {
        kill(processIdentifier, number)
    }

    /// Disconnects the terminal, as a closed window does.
    package func hangUp() {
        mintop_pty_close(descriptor)
        descriptor = -1
    }

    // MARK: Output

    /// Waits until the screen satisfies the condition.
    ///
    /// - Parameters:
    ///   - what: The name of the condition in the failure.
    ///   - seconds: The maximum wait.
    ///   - condition: Checked after each change, never within a frame that the program marks.
    /// - Throws: On a timeout or if the program ended; the failure shows the screen.
    package func waitUntil(_ what: String, seconds: Int = 20, _ condition: (ScreenEmulator) -> Bool) throws {
        let end = mintop_pty_milliseconds() + Int64(seconds) * 1000
        func isMet() -> Bool { !screen.hasMode(2026) && condition(screen) }
        while !isMet() {
            let left = end - mintop_pty_milliseconds()
            guard left > 0 else { throw PseudoTerminalFailure(description: "waited for \(what) in vain\n\(report)") }
            guard read(milliseconds: Int32(left)) >= 0 else {
                if isMet() { return }
                throw PseudoTerminalFailure(description: "the program ended before \(what)\n\(report)")
            }
        }
    }

    /// Waits until something outside the terminal satisfies the condition. Reads meanwhile, because a program whose
    /// output is not read stops within a frame.
    ///
    /// - Parameters:
    ///   - what: The name of the condition in the failure.
    ///   - seconds: The maximum wait.
    ///   - condition: Checked after each output, and every 20 ms.
    /// - Throws: On a timeout or if the program ended; the failure shows the screen. Errors of the condition.
    package func wait(until what: String, seconds: Int, _ condition: () throws -> Bool) throws {
        let end = mintop_pty_milliseconds() + Int64(seconds) * 1000
        while try !condition() {
            guard mintop_pty_milliseconds() < end else {
                throw PseudoTerminalFailure(description: "waited until \(what) in vain\n\(report)")
            }
            if read(milliseconds: 20) < 0, try !condition() {
                throw PseudoTerminalFailure(description: "the program ended before \(what)\n\(report)")
            }
        }
    }

    /// Waits until the screen contains the text.
    package func waitFor(_ text: String, seconds: Int = 20) throws {
        try waitUntil("“\(text)”", seconds: seconds) { $0.text.contains(text) }
    }

    /// Waits until the output since the last `forgetBytes()` contains the text.
    package func waitForBytes(_ text: String, seconds: Int = 20) throws {
        let marker = Array(text.utf8)
        try waitUntil("the bytes \(text.debugDescription)", seconds: seconds) { _ in contains(marker) }
    }

    private func contains(_ marker: [UInt8]) -> Bool {
        guard bytes.count >= marker.count else { return false }
        return (0...(bytes.count - marker.count)).contains { bytes[$0...].starts(with: marker) }
    }

    /// Whether the output since the last `forgetBytes()` contains the text.
    package func wrote(_ text: String) -> Bool {
        contains(Array(text.utf8))
    }

    /// Reads for that long, and returns the output.
    package func bytesDuring(milliseconds: Int) -> [UInt8] {
        let start = bytes.count
        let end = mintop_pty_milliseconds() + Int64(milliseconds)
        while true {
            let left = end - mintop_pty_milliseconds()
            guard left > 0, read(milliseconds: Int32(left)) >= 0 else { return Array(bytes[start...]) }
        }
    }

    /// Reads until the output pauses or the time is over: the screen is then complete.
    package func settle(seconds: Int = 3) {
        let end = mintop_pty_milliseconds() + Int64(seconds) * 1000
        // A frame is drawn at once, but a loaded machine may be slow to start it.
        var quiet: Int32 = 400
        while mintop_pty_milliseconds() < end, read(milliseconds: quiet) > 0 { quiet = 80 }
    }

    /// Whether no process has the terminal open.
    package var hasHungUp: Bool {
        descriptor < 0 || read(milliseconds: 0) < 0
    }

    /// Empties `bytes`; the screen stays.
    package func forgetBytes() {
        bytes = []
    }

    /// Waits for the program's end and reads all its output. Returns its exit code, or minus the signal that killed it.
    package func waitForExit(seconds: Int = 20) throws -> Int32 {
        let end = mintop_pty_milliseconds() + Int64(seconds) * 1000
        var status: Int32 = 0
        while !mintop_pty_wait(processIdentifier, 0, &status) {
            let left = end - mintop_pty_milliseconds()
            guard left > 0 else { throw PseudoTerminalFailure(description: "the program did not end\n\(report)") }
            if descriptor < 0 || read(milliseconds: Int32(min(left, 50))) < 0 {
                guard mintop_pty_wait(processIdentifier, Int32(left), &status) else { continue }
                break
            }
        }
        hasEnded = true
        while descriptor >= 0, read(milliseconds: 0) > 0 {}
        return status
    }

    /// The terminal's modes, for comparison.
    package func modes() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
            count = mintop_pty_modes(descriptor, buffer.baseAddress, 256)
        }
    }

    /// The screen and the last bytes, for failures.
    package var report: String {
        let tail = String(decoding: bytes.suffix(400), as: UTF8.self).debugDescription
        return "screen \(screen.columns)×\(screen.rows):\n\(screen.text)\nlast bytes: \(tail)"
    }

    /// Waits for bytes and feeds them to the screen.
    /// - Returns: Their number; 0 on a timeout, negative when no process has the terminal open.
    private func read(milliseconds: Int32) -> Int {
        var count = 0
        let part = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, filled in
            count = mintop_pty_read(descriptor, buffer.baseAddress, 65536, milliseconds)
            filled = max(0, count)
        }
        bytes += part
        screen.feed(part)
        return count
    }
}
