import ArgumentParser
import Foundation
import MintDomain
import TestTerminal
import TrackingStore

/// Measures the time to the first row with a full store and a server that does not answer.
struct Start: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the time from the start to the first row, with a large store and a server that hangs.",
        discussion: """
            The store is filled once; the server is a port that takes connections and says nothing. A time is from the \
            start of the process to the moment when a row of the store stands on the screen of a pseudo-terminal, so it \
            holds what the system takes to load the program.
            """)

    @Argument(help: "The mintop program; build it for release.") var program: String
    @Option(help: "How many operations the store holds.") var rows = 10_000
    @Option(help: "How many starts are measured.") var starts = 20

    func validate() throws {
        guard rows > 0, starts > 0 else { throw ValidationError("--rows and --starts must be 1 or more.") }
    }

    func run() async throws {
        let server = try SilentServer()
        let folder = NSTemporaryDirectory() + "mintop-bench-\(UUID().uuidString)"
        // Best effort: the system removes temporary files later.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await fill(folder, server)
        let environment = ["HOME": folder, "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config"]
        var times: [Double] = []
        for _ in 0..<starts {
            let start = ContinuousClock.now
            let terminal = try PseudoTerminal(program, environment: environment, columns: 120, rows: 40)
            try terminal.waitFor("Robot number")
            times.append((ContinuousClock.now - start) / .milliseconds(1))
            try terminal.send("Q")
            _ = try terminal.waitForExit()
        }
        times.sort()
        func text(_ time: Double) -> String { String(format: "%.0f ms", time) }
        print(
            "first row of \(rows), server hangs: median \(text(times[starts / 2])), fastest \(text(times[0])), "
                + "slowest \(text(times[starts - 1])) of \(starts)")
    }

    /// Writes the store, the settings and the key of a profile for that server.
    private func fill(_ folder: String, _ server: SilentServer) async throws {
        let (config, state) = (folder + "/config/mintop", folder + "/state/mintop")
        let files = FileManager.default
        for path in [config, state] {
            try files.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        try Data().write(to: URL(fileURLWithPath: state + "/welcomed"))
        let key = config + "/key"
        try "a-key-of-nobody\n".write(toFile: key, atomically: true, encoding: .utf8)
        try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        let settings = """
            default_profile: bench
            profiles:
              bench: {base_url: "\(server.url)", api_key_file: "\(key)"}
            """
        try settings.write(toFile: config + "/config.yaml", atomically: true, encoding: .utf8)
        let statuses: [OperationStatus] = [.queued, .running, .previewReady, .succeeded, .failed, .canceled]
        let now = Date()
        let operations = (0..<rows).compactMap { number -> TrackedOperation? in
            guard let id = OperationID("op_\(number)") else { return nil }
            var row = TrackedOperation(id: id, trackedAt: now)
            var operation = Operation(id: id, kind: .modelGeneration, status: statuses[number % statuses.count])
            operation.prompt = "Robot number \(number) with a lantern, a blue coat and one wooden leg"
            operation.createdAt = now.addingTimeInterval(-Double(number) * 60)
            operation.updatedAt = operation.createdAt
            row.operation = operation
            return row
        }
        let store = try TrackingStore(path: state + "/mintop.sqlite")
        try await store.storage(for: ProfileID("file|bench|\(server.url)")).save(operations, fence: nil)
        try store.close()
    }
}
