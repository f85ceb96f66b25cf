import Foundation

/// A port on this machine that never says anything.
package final class SilentServer {
    package let port: Int
    private let descriptor: Int32
    /// A connection that nobody takes: no other one is made while it waits.
    private let filler: Int32?

    /// - Parameter takesConnections: whether connections are made at all; where not, whoever tries gets no word, as from
    ///   a machine that is switched off.
    /// - Throws: `PseudoTerminalFailure` where the system gives no port.
    package init(takesConnections: Bool = true) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let hasPort = withUnsafeMutablePointer(to: &address) { pointer in
            // The kernel completes connections up to the backlog; nobody accepts them.
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, takesConnections ? 64 : 0) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        (self.descriptor, port) = (descriptor, Int(UInt16(bigEndian: address.sin_port)))
        filler = takesConnections ? nil : socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if let filler {
            withUnsafePointer(to: &address) { pointer in
                _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(filler, $0, length) }
            }
        }
        guard hasPort else { throw PseudoTerminalFailure(description: "no port for a silent server") }
    }

    deinit {
        for descriptor in [filler, descriptor].compactMap(\.self) { close(descriptor) }
    }

    package var url: String { "http://127.0.0.1:\(port)" }

    /// How many connections to it are being made and have no answer yet.
    package func waitingCount() throws -> Int {
        let remote = String(format: "0100007F:%04X", port)
        // Fields: the line's number, the local address, the remote one, the state; 02 is a connection that is being made.
        return try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8).split(separator: "\n").count { line in
            let fields = line.split(separator: " ")
            return fields.count > 3 && fields[2] == remote && fields[3] == "02"
        }
    }
}
