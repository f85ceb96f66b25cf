import Foundation

/// A port on this machine that never responds.
package final class SilentServer {
    package let port: Int
    private let descriptor: Int32
    /// The pending connections, which prevent all others.
    private var fillers: [Int32] = []

    /// - Parameter takesConnections: Whether connections are accepted; if not, attempts get no response, as from a
    ///   machine that is off.
    /// - Throws: `PseudoTerminalFailure` if the system gives no port.
    package init(takesConnections: Bool = true) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let hasPort = withUnsafeMutablePointer(to: &address) { pointer in
            // The kernel completes connections up to the backlog; none is accepted.
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, takesConnections ? 64 : 0) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        (self.descriptor, port) = (descriptor, Int(UInt16(bigEndian: address.sin_port)))
        guard hasPort else { throw PseudoTerminalFailure(description: "no port for a silent server") }
        guard !takesConnections else { return }
        // The kernel may still be processing one connection when the next arrives, and then accepts that one too.
        for _ in 0..<16 {
            guard let filler = Self.connected(to: address) else { return }
            fillers.append(filler)
        }
        throw PseudoTerminalFailure(description: "the silent server takes ever more connections")
    }

    /// A connection; nil if none is made within 100 ms.
    private static func connected(to address: sockaddr_in) -> Int32? {
        var address = address
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        withUnsafePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&wait, 1, 100) > 0 { return descriptor }
        close(descriptor)
        return nil
    }

    deinit {
        for descriptor in fillers + [descriptor] { close(descriptor) }
    }

    package var url: String { "http://127.0.0.1:\(port)" }

    /// The number of connection attempts without a response.
    package func waitingCount() throws -> Int {
        let remote = String(format: "0100007F:%04X", port)
        // Fields: the line's number, the local address, the remote one, the state; 02 is a connection that is being made.
        return try Self.connections().split(separator: "\n").count { line in
            let fields = line.split(separator: " ")
            return fields.count > 3 && fields[2] == remote && fields[3] == "02"
        }
    }

    /// The system's table of connections. It reports size 0 and comes page by page, so Foundation cannot read it whole.
    private static func connections() throws -> String {
        let descriptor = open("/proc/net/tcp", O_RDONLY)
        guard descriptor >= 0 else { throw PseudoTerminalFailure(description: "no table of connections") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var page = [UInt8](repeating: 0, count: 65536)
        while case let count = read(descriptor, &page, page.count), count > 0 { bytes += page[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
