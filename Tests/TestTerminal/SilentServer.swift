import Foundation

/// A port on this machine that takes connections and never says anything.
package final class SilentServer {
    package let port: Int
    private let descriptor: Int32

    /// - Throws: `PseudoTerminalFailure` where the system gives no port.
    package init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let hasPort = withUnsafeMutablePointer(to: &address) { pointer in
            // The kernel completes connections up to the backlog; nobody accepts them.
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        (self.descriptor, port) = (descriptor, Int(UInt16(bigEndian: address.sin_port)))
        guard hasPort else { throw PseudoTerminalFailure(description: "no port for a silent server") }
    }

    deinit {
        close(descriptor)
    }

    package var url: String { "http://127.0.0.1:\(port)" }
}
