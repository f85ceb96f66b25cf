/// The id of an operation: opaque, of letters, digits, `_` and `-`.
package struct OperationID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: String

    /// Nil if the text is not a valid id: empty, over 128 characters, or with any other character.
    package init?(_ text: some StringProtocol) {
        guard isIdentifier(text) else { return nil }
        rawValue = String(text)
    }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The id of a World or a Model; same characters as an operation's.
package struct ResourceID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: String

    /// Nil if the text is not a valid id: empty, over 128 characters, or with any other character.
    package init?(_ text: some StringProtocol) {
        guard isIdentifier(text) else { return nil }
        rawValue = String(text)
    }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

private func isIdentifier(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count <= 128
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
}

/// The server and project of stored data; all stored data is keyed by it, so that two never mix.
package struct ProfileID: Sendable, Hashable, CustomStringConvertible {
    /// The profile's name and base URL, such as `local|embedded` or `live|https://api.mint.gg`.
    package let rawValue: String

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}

/// The `Idempotency-Key` of one mutation: 1 to 255 characters, stored before the request is sent.
package struct IdempotencyKey: Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    /// Nil if the text is empty, longer than 255 characters, or not printable ASCII, as a header requires.
    package init?(_ text: String) {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        rawValue = text
    }

    package var description: String { rawValue }
}
