import Glibc

/// A request as received from a socket.
struct RawRequest {
    var method: String
    var path: String
    /// Name (lower case) and value.
    var headers: [(String, String)]
    var body: String

    func header(_ name: String) -> String? {
        headers.first { $0.0 == name }?.1
    }
}

struct RawSocketFailure: Error {}

/// Blocking sockets on 127.0.0.1, with enough HTTP for one request per connection.
enum RawSocket {
    /// A listener on a free port.
    static func listen() throws -> (Int32, Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && Glibc.listen(descriptor, 64) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        guard isBound else { throw RawSocketFailure() }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Sends a request on a new connection and reads the whole response; nil if there is none.
    static func exchange(_ request: RawRequest, port: Int) -> [UInt8]? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(UInt16(port))
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return nil }
        let dropped: Set = ["connection", "host", "content-length", "transfer-encoding"]
        var text = "\(request.method) \(request.path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        for (name, value) in request.headers where !dropped.contains(name) { text += "\(name): \(value)\r\n" }
        text += "Content-Length: \(request.body.utf8.count)\r\n\r\n\(request.body)"
        write(descriptor, Array(text.utf8))
        var answer: [UInt8] = []
        while let part = read(descriptor), !part.isEmpty { answer += part }
        return answer.isEmpty ? nil : answer
    }

    /// Reads one request with a body of a stated length; nil if the client closes the connection first.
    static func readRequest(_ descriptor: Int32) -> RawRequest? {
        var bytes: [UInt8] = []
        while true {
            if let request = request(in: bytes) { return request }
            guard let part = read(descriptor), !part.isEmpty else { return nil }
            bytes += part
        }
    }

    private static func request(in bytes: [UInt8]) -> RawRequest? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), String((parts.count > 1 ? parts[1] : "").drop { $0 == " " }))
        }
        let request = RawRequest(
            method: String(words[0]), path: String(words[1]), headers: headers, body: String(text[end.upperBound...]))
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        return request.body.utf8.count >= length ? request : nil
    }

    /// Returns when the other side has closed its end, or after the time limit.
    static func waitForHangUp(_ descriptor: Int32, milliseconds: Int32) {
        // A client sends nothing after its request, so readable means closed.
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, milliseconds)
    }

    /// Writes all bytes while the other end reads.
    static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count < 0 ? nil : Array(buffer.prefix(count))
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return address
    }
}
