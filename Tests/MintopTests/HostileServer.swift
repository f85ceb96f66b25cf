import Foundation
import Glibc
import Synchronization

/// A server on 127.0.0.1 with scripted responses: one request per connection.
final class HostileServer: Sendable {
    /// A status and a JSON body.
    typealias Answer = (status: Int, body: [UInt8])

    let port: Int
    private let listener: Int32
    private let answer: @Sendable (_ path: String, _ query: String) -> Answer?
    private let paths = Mutex<[String]>([])

    /// Listens at once.
    ///
    /// - Parameter answer: Nil for the response of an ordinary server; its lists are empty.
    /// - Throws: `RawSocketFailure` without a free port.
    init(_ answer: @escaping @Sendable (_ path: String, _ query: String) -> Answer?) throws {
        self.answer = answer
        (listener, port) = try RawSocket.listen()
        Thread.detachNewThread { [self] in accept() }
    }

    /// Closes the listener, which ends its thread.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The number of requests for that path.
    func count(of path: String) -> Int { paths.withLock { $0.count { $0 == path } } }

    /// The environment of a client, without that of the test run.
    func environment(_ folder: TemporaryFolder) -> [String: String] {
        [
            "HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state", "MINT_API_KEY": "hostile",
            "MINT_API_BASE_URL": "http://127.0.0.1:\(port)",
        ]
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { return }
            Thread.detachNewThread { [self] in
                if let request = RawSocket.readRequest(client) { serve(request, client) }
                shutdown(client, Int32(SHUT_RDWR))
                close(client)
            }
        }
    }

    private func serve(_ request: RawRequest, _ client: Int32) {
        let parts = request.path.split(separator: "?", maxSplits: 1).map(String.init)
        let path = parts.first ?? ""
        paths.withLock { $0.append(path) }
        let answer = answer(path, parts.count > 1 ? parts[1] : "") ?? (200, Array(Self.ordinary(path).utf8))
        let head =
            "HTTP/1.1 \(answer.status) X\r\nContent-Type: application/json\r\nContent-Length: \(answer.body.count)\r\n"
            + "Connection: close\r\n\r\n"
        RawSocket.write(client, Array(head.utf8) + answer.body)
    }

    private static func ordinary(_ path: String) -> String {
        switch path {
        case "/v1/me": #"{"owner":{"userId":"0x1"},"authentication":{"type":"api_key","scopes":[]}}"#
        case "/v1/usage": #"{"credits":{"totalAvailable":7},"subscription":null,"apiUsage":null}"#
        case "/v1/worlds", "/v1/models": #"{"data":[],"pagination":{"nextCursor":null,"hasMore":false}}"#
        default: "{}"
        }
    }
}
