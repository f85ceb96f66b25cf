import Foundation
import NIOCore
import NIOPosix
import Wire

/// One request on a separate connection, written and read byte by byte.
struct TestHTTPClient: Sendable {
    struct Answer: Sendable {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: [UInt8]

        func json() throws -> JSONValue { try JSONValue(parsing: body) }

        /// The last segment of the problem type.
        var problem: String? {
            get throws {
                guard headers["content-type"] == "application/problem+json" else { return nil }
                return try json()["type"]?.string?.split(separator: "/").last.map(String.init)
            }
        }
    }

    struct Unreadable: Error {
        var text: String
    }

    let port: Int
    let key: String

    func get(_ path: String, headers: [String: String]? = nil) async throws -> Answer {
        try await send("GET", path, headers: headers ?? ["Authorization": "Bearer \(key)"])
    }

    /// The header is omitted without an idempotency key.
    func post(_ path: String, _ body: JSONValue?, key idempotencyKey: String?) async throws -> Answer {
        var headers = ["Authorization": "Bearer \(key)", "Content-Type": "application/json"]
        headers["Idempotency-Key"] = idempotencyKey
        let bytes = try body.map { Array(try JSONEncoder().encode($0)) } ?? []
        return try await send("POST", path, headers: headers, body: bytes)
    }

    func send(
        _ method: String, _ path: String, headers: [String: String], body: [UInt8] = []
    ) async throws -> Answer {
        var all = headers
        all["Host"] = all["Host"] ?? "127.0.0.1:\(port)"
        all["Connection"] = "close"
        all["Content-Length"] = String(body.count)
        let head = "\(method) \(path) HTTP/1.1\r\n" + all.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
        return try Self.parse(try await exchange(Array(head.utf8) + body), hasBody: method != "HEAD")
    }

    /// Sends the bytes and returns all received bytes until the other side closes; `onAnswer` is called at the first
    /// ones.
    func exchange(_ bytes: [UInt8], onAnswer: @Sendable () -> Void = {}) async throws -> [UInt8] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var received: [UInt8] = []
            for try await buffer in inbound {
                if received.isEmpty { onAnswer() }
                received += Array(buffer: buffer)
            }
            return received
        }
    }

    private static func parse(_ bytes: [UInt8], hasBody: Bool) throws -> Answer {
        let separator = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: separator) }) else {
            throw Unreadable(text: String(decoding: bytes.prefix(200), as: UTF8.self))
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Unreadable(text: lines[0])
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let body = Array(bytes[(end + 4)...])
        guard !hasBody || status == 304 || headers["content-length"] == String(body.count) else {
            throw Unreadable(
                text: "\(body.count) bytes of body, Content-Length \(headers["content-length"] ?? "missing")")
        }
        return Answer(status: status, headers: headers, body: body)
    }
}
