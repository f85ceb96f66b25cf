import Foundation
import GRDB
import TestTerminal
import Testing

/// Another client of the server, which shares no code with mintop's.
extension TestServer {
    /// Calls the API and returns its JSON; waits after a rate limit response.
    func call(_ method: String, _ path: String, _ body: String = "", key: String? = nil) throws -> [String: Any] {
        var headers = [("authorization", "Bearer \(apiKey)"), ("content-type", "application/json")]
        if let key { headers.append(("idempotency-key", key)) }
        let request = RawRequest(method: method, path: path, headers: headers, body: body)
        let number = try #require(Int(port))
        while true {
            let answer = try #require(RawSocket.exchange(request, port: number))
            let text = String(decoding: answer, as: UTF8.self)
            if text.hasPrefix("HTTP/1.1 429") {
                usleep(100_000)
                continue
            }
            let json = try #require(text.firstRange(of: "\r\n\r\n").map { text[$0.upperBound...] })
            return try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        }
    }

    /// Starts an operation that awaits review, without mintop.
    func newPreview(_ name: String) throws -> String {
        for attempt in 0..<20 {
            let body = #"{"prompt":"Preview \#(name).","generationMode":"review"}"#
            let started = try call("POST", "/v1/models:generate", body, key: "preview-\(name)-\(attempt)")
            let id = try #require(started["id"] as? String)
            if try awaitPreview(of: id) { return id }
        }
        throw RawSocketFailure()
    }

    /// Revises an operation and waits for its next preview.
    func revise(_ id: String) throws {
        let body = #"{"feedback":"By another client."}"#
        _ = try call("POST", "/v1/operations/\(id):revise", body, key: UUID().uuidString)
        guard try awaitPreview(of: id) else { throw RawSocketFailure() }
    }

    /// - Returns: Whether a preview arrived; on the local Mint a share of the operations fails.
    private func awaitPreview(of id: String) throws -> Bool {
        for _ in 0..<400 {
            switch try call("GET", "/v1/operations/\(id)")["status"] as? String {
            case "preview_ready": return true
            // The Credits of the local Mint run out after some rounds; resuming adds some.
            case "billing_required": _ = try call("POST", "/v1/operations/\(id):resume", "{}", key: "pay-\(id)")
            case "failed": return false
            default: break
            }
        }
        return false
    }

    /// The records of all operations in the server's database, by id. The server must have been started with `--data`
    /// in the folder `data`.
    func records() throws -> [String: [String: Any]] {
        let path = folder.path + "/data/local-mint.sqlite"
        let rows = try DatabaseQueue(path: path).read { db in
            try Row.fetchAll(db, sql: "SELECT id, record FROM operation")
        }
        let pairs = try rows.map { row in
            let record = try JSONSerialization.jsonObject(with: row["record"] as Data)
            return (row["id"] as String, record as? [String: Any] ?? [:])
        }
        return Dictionary(pairs) { $1 }
    }

    /// The verbs that took effect on an operation, from the server's database.
    func effects(on id: String) throws -> [String] {
        let events = try records()[id]?["events"] as? [[String: Any]] ?? []
        return events.compactMap { $0["kind"] as? String }
    }
}
