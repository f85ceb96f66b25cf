/// The network distance of a host, by its name or address.
package enum HostReach: Sendable, Hashable {
    case loopback
    /// The local network: addresses and names with a different meaning in every network.
    case privateNetwork
    /// Never a file server: link-local (with the cloud metadata services), multicast, documentation, reserved.
    case nowhere
    case internet

    /// The reach of an address; an address that contains another (mapped, NAT64, 6to4) has the reach of the inner one.
    package init(_ address: HostAddress) {
        switch address {
        case .v4(let bits): self = Self.reach(v4: bits)
        case .v6(let high, let low): self = Self.reach(v6: high, low)
        }
    }

    /// The reach of a name, case-insensitive, with or without a trailing dot. An internet name may resolve to any
    /// address: check that too.
    package init(name: String) {
        var name = name.lowercased()
        while name.hasSuffix(".") { name.removeLast() }
        let lastLabel = name.split(separator: ".").last.map(String.init) ?? ""
        self =
            if name == "localhost" || lastLabel == "localhost" || name == "localhost.localdomain" {
                .loopback
            } else if Self.metadataNames.contains(name) {
                .nowhere
            } else if !name.contains(".") || Self.privateEndings.contains(lastLabel) || name.hasSuffix(".home.arpa") {
                .privateNetwork
            } else {
                .internet
            }
    }

    /// The names of cloud metadata services, which return a machine's credentials.
    private static let metadataNames: Set<String> = ["metadata", "metadata.google.internal", "metadata.goog"]
    private static let privateEndings: Set<String> = [
        "corp", "home", "internal", "intranet", "lan", "local", "localdomain", "private",
    ]

    /// Prefix, length, reach, from IANA's special-purpose registry; the first match counts.
    private static let v4Table: [(prefix: UInt32, length: UInt32, reach: HostReach)] = [
        (0x7F00_0000, 8, .loopback),
        // The metadata service of one cloud is in the carrier-grade NAT range, that of another among public addresses.
        (0x6464_64C8, 32, .nowhere), (0xA83F_8110, 32, .nowhere),
        (0x0A00_0000, 8, .privateNetwork), (0xAC10_0000, 12, .privateNetwork), (0xC0A8_0000, 16, .privateNetwork),
        (0x6440_0000, 10, .privateNetwork),
        (0x0000_0000, 8, .nowhere), (0xA9FE_0000, 16, .nowhere), (0xC000_0000, 24, .nowhere),
        (0xC000_0200, 24, .nowhere), (0xC058_6300, 24, .nowhere), (0xC612_0000, 15, .nowhere),
        (0xC633_6400, 24, .nowhere), (0xCB00_7100, 24, .nowhere), (0xE000_0000, 3, .nowhere),
    ]

    private static func reach(v4 bits: UInt32) -> HostReach {
        v4Table.first { bits >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }?.reach ?? .internet
    }

    private static func reach(v6 high: UInt64, _ low: UInt64) -> HostReach {
        if high == 0, low == 1 { return .loopback }
        if high == 0, low >> 32 == 0xFFFF { return reach(v4: UInt32(truncatingIfNeeded: low)) }
        if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return translated(UInt32(truncatingIfNeeded: low)) }
        if high >> 48 == 0x2002 { return translated(UInt32(truncatingIfNeeded: high >> 16)) }
        // The metadata services of two clouds are in private ranges.
        if high == 0xFD00_0EC2_0000_0000 || high == 0xFD20_00CE_0000_0000 { return .nowhere }
        if high >> 57 == 0xFC >> 1 { return .privateNetwork }
        // Outside global unicast nothing is assigned; inside it are Teredo, its neighbors, and documentation.
        guard high >> 61 == 1, high >> 41 != 0x2001_0000 >> 9, high >> 32 != 0x2001_0DB8, high >> 44 != 0x3FFF0 else {
            return .nowhere
        }
        return .internet
    }

    /// A translator would pass any private address to its own network.
    private static func translated(_ bits: UInt32) -> HostReach {
        reach(v4: bits) == .internet ? .internet : .nowhere
    }
}
