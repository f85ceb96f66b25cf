import Foundation

/// Runs a line as typed by a user.
enum Shell {
    struct Failure: Error {
        var status: Int32
    }

    /// - Returns: Its standard output; `~/.curlrc` and proxy variables are ignored
    static func run(_ line: String) async throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let data = output.fileHandleForReading.readDataToEndOfFile()
                let failure = Failure(status: process.terminationStatus)
                continuation.resume(with: process.terminationStatus == 0 ? .success(data) : .failure(failure))
            }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
