import Foundation
import Glibc
import Synchronization
import TestTerminal

/// A process that keeps the lease of a store (see `StoreFixture`); killed with the value.
final class FixtureProcess: Sendable {
    private let process: Mutex<Process>
    private let input: FileHandle
    private let lines: AsyncStream<String>
    let processID: Int32

    /// Starts the process with the store at `path` and the times of the lease in milliseconds.
    init(path: String, timeToLive: Int, heartbeat: Int) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("store-fixture"))
        process.arguments = [path, String(timeToLive), String(heartbeat)]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        let reader = output.fileHandleForReading
        Thread.detachNewThread {
            var rest = ""
            while let data = Optional(reader.availableData), !data.isEmpty {
                rest += String(decoding: data, as: UTF8.self)
                let parts = rest.split(separator: "\n", omittingEmptySubsequences: false)
                for line in parts.dropLast() { continuation.yield(String(line)) }
                rest = String(parts.last ?? "")
            }
            continuation.finish()
        }
        try process.run()
        processID = process.processIdentifier
        self.input = input.fileHandleForWriting
        self.lines = lines
        self.process = Mutex(process)
    }

    deinit {
        send(SIGKILL)
    }

    /// Sends a signal to this process only.
    func send(_ signal: Int32) {
        process.withLock { process in
            if process.isRunning { _ = kill(processID, signal) }
        }
    }

    /// Makes the process save under its last fence.
    func askToSave() throws {
        try input.write(contentsOf: Data("save\n".utf8))
    }

    /// Reads its output until a line with that prefix, and returns the line.
    func line(_ prefix: String) async throws -> String {
        for await line in lines where line.hasPrefix(prefix) { return line }
        throw FixtureEnded()
    }

    struct FixtureEnded: Error {}
}
