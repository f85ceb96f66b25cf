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
        if host.contains(":") { return v6(host).map(Reading.address) ?? .malformed }
        var labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count > 1, labels.last?.isEmpty == true { labels.removeLast() }
        guard let last = labels.last, isNumeric(last) else { return .name }
        return v4(labels).map(Reading.address) ?? .malformed
    }

    /// Browsers treat a host with a numeric last part as an address, valid or not.
    private static func isNumeric(_ label: Substring) -> Bool {
        let isDecimal = !label.isEmpty && label.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isDecimal || (label.lowercased().hasPrefix("0x") && number(label) != nil)
    }

    private static func v4(_ labels: [Substring]) -> HostAddress? {
        let parts = labels.compactMap(number)
        guard (1...4).contains(labels.count), parts.count == labels.count, let last = parts.last else { return nil }
        var address: UInt64 = 0
        for (index, part) in parts.dropLast().enumerated() {
            guard part <= 255 else { return nil }
            address |= part << UInt64(24 - 8 * index)
        }
        // The last part fills the remaining bytes.
        guard last < 1 << UInt64(8 * (5 - parts.count)) else { return nil }
        return .v4(UInt32(address | last))
    }

    /// Decimal, hexadecimal after `0x`, octal after `0`.
    private static func number(_ label: Substring) -> UInt64? {
        let lowered = label.lowercased()
        guard !lowered.isEmpty, lowered.utf8.count <= 32, lowered.first != "+", lowered.first != "-" else { return nil }
        if lowered == "0x" { return 0 }
        if lowered.hasPrefix("0x") { return hex(lowered.dropFirst(2)) }
        if lowered.count > 1, lowered.hasPrefix("0") { return UInt64(lowered, radix: 8) }
        return UInt64(lowered)
    }

    private static func hex(_ digits: Substring) -> UInt64? {
        digits.first == "+" || digits.first == "-" ? nil : UInt64(digits, radix: 16)
    }

    private static func v6(_ text: String) -> HostAddress? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        switch halves.count {
        case 1:
            return groups(halves[0]).flatMap { $0.count == 8 ? joined($0) : nil }
        case 2:
            guard let front = halves[0].isEmpty ? [] : groups(halves[0]),
                let back = halves[1].isEmpty ? [] : groups(halves[1]), front.count + back.count < 8
            else { return nil }
            return joined(front + Array(repeating: 0, count: 8 - front.count - back.count) + back)
        default:
            return nil
        }
    }

    private static func groups(_ text: Substring) -> [UInt64]? {
        var groups: [UInt64] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let address = dotted(part) else { return nil }
                groups += [address >> 16, address & 0xFFFF]
            } else {
                guard (1...4).contains(part.utf8.count), let group = hex(part) else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    /// IPv6 allows one spelling only.
    private static func dotted(_ text: Substring) -> UInt64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { part in
            part.first == "+" ? nil : UInt8(part).map(UInt64.init)
        }
        return parts.count == 4 ? parts.reduce(0) { $0 << 8 | $1 } : nil
    }

    private static func joined(_ groups: [UInt64]) -> HostAddress {
        .v6(groups.prefix(4).reduce(0) { $0 << 16 | $1 }, groups.suffix(4).reduce(0) { $0 << 16 | $1 })
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
