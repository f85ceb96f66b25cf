import Foundation

/// A local server in its own process.
final class BenchServer {
    let environment: [String: String]
    private let process = Process()
    let folder: String
    private let url: String
    private let key: String

    /// - Parameters:
    ///   - program: The mintop program.
    ///   - scenario: The scenario to play; nil for the default.
    /// - Throws: If the server cannot be started.
    init(_ program: String, scenario: String? = nil) throws {
        folder = NSTemporaryDirectory() + "mintop-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            ["serve", "--port", "0", "--in-memory", "--json", "--seed", "7", "--rate", "100000"]
            + (scenario.map { ["--scenario", $0] } ?? [])
        process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"]
        process.standardOutput = output
        try process.run()
        struct Address: Decodable {
            let url: String
            let apiKey: String
        }
        let address = try JSONDecoder().decode(Address.self, from: output.fileHandleForReading.availableData)
        (url, key) = (address.url, address.apiKey)
        environment = ["MINT_API_KEY": key, "MINT_API_BASE_URL": url, "HOME": folder]
    }

    deinit {
        process.terminate()
        // Best effort: the system removes temporary files later.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Makes the server draw the pictures of all models once.
    func drawAll() throws {
        let list = try fetch("/v1/models?limit=100")
        let links = try JSONSerialization.jsonObject(with: list) as? [String: Any]
        for item in links?["data"] as? [[String: Any]] ?? [] {
            let assets = item["assets"] as? [String: Any] ?? [:]
            for name in ["previewImageUrl", "thumbnailUrl"] {
                guard let link = assets[name] as? String, link.hasPrefix(url + "/") else { continue }
                _ = try fetch(String(link.dropFirst(url.count)))
            }
        }
    }

    /// Returns the resident memory of a process in KiB.
    func memory(of process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
    }

    private func fetch(_ path: String) throws -> Data {
        let curl = Process()
        let output = Pipe()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        curl.arguments = ["--silent", "--header", "Authorization: Bearer \(key)", url + path]
        curl.standardOutput = output
        try curl.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        curl.waitUntilExit()
        return data
    }
}
