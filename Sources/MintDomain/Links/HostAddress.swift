import Glibc

/// An IP address as a number, independent of its spelling.
package enum HostAddress: Sendable, Hashable {
    case v4(UInt32)
    /// The upper and the lower 64 bits.
    case v6(UInt64, UInt64)

    /// The kind of a link's host.
    package enum Reading: Sendable, Hashable {
        case name
        case address(HostAddress)
        /// Neither a name nor an address with a single meaning, such as `1.2.3.4.5` or `0x1ffffffff`.
        case malformed
    }

    /// Reads the host of a link: IPv6 without brackets, IPv4 in every spelling that resolvers accept (`127.1`,
    /// `2130706433`, `0x7f.1`, `0177.0.0.1`), with or without a trailing dot.
    package static func reading(_ host: String) -> Reading {
        // The C functions stop at a zero byte, inet_aton at a blank as well.
        guard host.utf8.allSatisfy({ $0 > 0x20 }) else { return .malformed }
        if host.contains(":") { return v6(host).map(Reading.address) ?? .malformed }
        guard let last = host.split(separator: ".").last, isNumeric(last) else { return .name }
        return v4(host.hasSuffix(".") ? String(host.dropLast()) : host).map(Reading.address) ?? .malformed
    }

    /// Browsers treat a host with a numeric last part as an address, valid or not.
    private static func isNumeric(_ label: Substring) -> Bool {
        let isHex = label.lowercased().hasPrefix("0x")
        return label.dropFirst(isHex ? 2 : 0).utf8.allSatisfy {
            (isHex ? isxdigit(Int32($0)) : isdigit(Int32($0))) != 0
        }
    }

    private static func v4(_ text: String) -> HostAddress? {
        var address = in_addr()
        return inet_aton(text, &address) == 1 ? .v4(UInt32(bigEndian: address.s_addr)) : nil
    }

    private static func v6(_ text: String) -> HostAddress? {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return withUnsafeBytes(of: address) { bytes in
            .v6(
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
}

extension HostAddress: CustomStringConvertible {
    /// `10.0.0.1`, `fd00:0:0:0:0:0:0:1`.
    package var description: String {
        switch self {
        case .v4(let bits): (0..<4).map { String(bits >> (24 - 8 * $0) & 255) }.joined(separator: ".")
        case .v6(let high, let low):
            [high, low].flatMap { half in (0..<4).map { String(half >> (48 - 16 * UInt64($0)) & 0xFFFF, radix: 16) } }
                .joined(separator: ":")
        }
    }
}
