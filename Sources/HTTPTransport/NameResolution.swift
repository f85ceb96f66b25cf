import Dispatch
import Glibc

package enum NameResolution {
    /// The name has no address, or the resolver does not answer.
    package struct UnknownName: Error {
        package init() {}
    }

    private static let queue = DispatchQueue(label: "mintop.names", attributes: .concurrent)

    /// Returns the numeric addresses of a host, in the order to try them.
    ///
    /// Returns at once in a canceled task; the system's resolver then ends later.
    /// - Throws: `UnknownName`, `CancellationError`.
    package static func addresses(of host: String) async throws -> [String] {
        let (answers, answer) = AsyncStream.makeStream(of: [String].self)
        queue.async {
            answer.yield(ask(host))
            answer.finish()
        }
        for await addresses in answers {
            guard !addresses.isEmpty else { throw UnknownName() }
            return addresses
        }
        throw CancellationError()
    }

    private static func ask(_ host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [String] = []
        var next = first
        while let entry = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            {
                let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
                addresses.append(String(decoding: bytes, as: UTF8.self))
            }
            next = entry.ai_next
        }
        return addresses
    }
}
