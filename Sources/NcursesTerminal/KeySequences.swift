import TerminalCore

/// The byte sequences of special keys in the terminal database.
struct KeySequences {
    private(set) var keys: [[UInt8]: Key]
    /// The length of the longest sequence in bytes.
    let longest: Int

    init(_ keys: [[UInt8]: Key] = [:]) {
        self.keys = keys
        longest = keys.keys.map(\.count).max() ?? 0
    }

    private static let capabilities: [(name: String, key: Key)] =
        [
            ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
            ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
            ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kcbt", Key(.backTab)), ("kent", Key(.enter)),
            ("kri", Key(.up, .shift)), ("kind", Key(.down, .shift)), ("kLFT", Key(.left, .shift)),
            ("kRIT", Key(.right, .shift)), ("kHOM", Key(.home, .shift)), ("kEND", Key(.end, .shift)),
            ("kPRV", Key(.pageUp, .shift)), ("kNXT", Key(.pageDown, .shift)), ("kDC", Key(.delete, .shift)),
            ("kIC", Key(.insert, .shift)),
        ] + (1...20).map { ("kf\($0)", Key(.function($0))) }

    /// Reads the sequences of a terminal through `capability`.
    static func terminal(_ capability: (String) -> [UInt8]?) -> KeySequences {
        var keys: [[UInt8]: Key] = [:]
        for (name, key) in capabilities {
            // Shorter ones are control characters and letters with their own meaning.
            guard let bytes = capability(name), bytes.count >= 2, bytes[0] == 0x1B, keys[bytes] == nil else { continue }
            keys[bytes] = key
        }
        return KeySequences(keys)
    }

    /// Returns the longest sequence at the beginning of the bytes.
    func match(_ bytes: ArraySlice<UInt8>) -> (key: Key, count: Int)? {
        for count in stride(from: min(longest, bytes.count), through: 2, by: -1) {
            if let key = keys[Array(bytes.prefix(count))] { return (key, count) }
        }
        return nil
    }
}
