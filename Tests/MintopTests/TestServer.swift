import Foundation
import TestTerminal

/// A `mintop serve` process, and the folder of its clients' state.
final class TestServer {
    let url: String
    let apiKey: String
    let mintlifyApiKey: String
    let mintlifyProjectID: String
    /// Created for this server and removed with it.
    let folder: TemporaryFolder
    private let process = Process()

    /// Starts a server and waits until it prints its address.
    init(_ arguments: String..., folder: TemporaryFolder = TemporaryFolder()) throws {
        self.folder = folder
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("mintop"))
        process.arguments = ["serve", "--json"] + arguments
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { break }
            line += part
        }
        struct Address: Decodable {
            let url: String
            let apiKey: String
            let mintlifyApiKey: String
            let mintlifyProjectId: String
        }
        let address = try JSONDecoder().decode(Address.self, from: line)
        (url, apiKey) = (address.url, address.apiKey)
        try Self.welcome(folder.path + "/state")
        (mintlifyApiKey, mintlifyProjectID) = (address.mintlifyApiKey, address.mintlifyProjectId)
    }

    deinit {
        kill()
    }

    /// Prevents the welcome dialog of a dashboard with that `XDG_STATE_HOME`.
    static func welcome(_ state: String) throws {
        try FileManager.default.createDirectory(
            atPath: state + "/mintop", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data().write(to: URL(fileURLWithPath: state + "/mintop/welcomed"))
    }

    /// Kills the server and waits for its end.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    var port: String { url.split(separator: ":").last.map(String.init) ?? "" }

    /// The environment of a client of this server.
    var environment: [String: String] {
        [
            "MINT_API_KEY": apiKey, "MINT_API_BASE_URL": url, "HOME": folder.path,
            "XDG_STATE_HOME": folder.path + "/state",
            "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// `environment` with the variables of the documentation agent.
    var agentEnvironment: [String: String] {
        environment.merging([
            "MINTLIFY_API_KEY": mintlifyApiKey, "MINTLIFY_PROJECT_ID": mintlifyProjectID, "MINTLIFY_API_BASE_URL": url,
        ]) { $1 }
    }

    /// Opens the dashboard on this server.
    func dashboard(
        _ arguments: String..., environment: [String: String] = [:], columns: Int = 120, rows: Int = 40
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            BuiltProduct.path("mintop"), arguments, environment: self.environment.merging(environment) { $1 },
            columns: columns, rows: rows)
    }
}

/// A folder that is deleted with the value.
final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "mintop-test-" + UUID().uuidString

    init() {
        // A failure shows in the first use of the folder.
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // Best effort: the system removes temporary files later.
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A command of mintop that runs during the test.
final class RunningCommand {
    private let process = Process()
    private let output = Pipe()
    private var rest = Data()

    convenience init(_ arguments: String..., environment: [String: String]) throws {
        try self.init(arguments, environment: environment)
    }

    init(_ arguments: [String], environment: [String: String]) throws {
        process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("mintop"))
        process.arguments = arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    var isRunning: Bool { process.isRunning }

    /// Waits for the next line of its output; nil at the end.
    func line() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = Data(rest[(end + 1)...]) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            let part = output.fileHandleForReading.availableData
            if part.isEmpty { return nil }
            rest += part
        }
    }

    /// Kills it and waits for its end.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    func signal(_ number: Int32) {
        Foundation.kill(process.processIdentifier, number)
    }

    /// Waits for its end.
    func result() -> CommandResult {
        let text =
            String(decoding: rest, as: UTF8.self)
            + String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return CommandResult(status: process.terminationStatus, output: text, errors: "")
    }
}

/// The end of a command, with its output.
struct CommandResult {
    let status: Int32
    let output: String
    let errors: String
}

/// Runs a command of mintop without a terminal.
func mintop(_ arguments: String..., environment: [String: String]) throws -> CommandResult {
    try mintop(arguments, environment: environment)
}

/// Runs a command of mintop without a terminal.
func mintop(_ arguments: [String], environment: [String: String]) throws -> CommandResult {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: try BuiltProduct.path("mintop"))
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return CommandResult(status: process.terminationStatus, output: text, errors: complaint)
}
