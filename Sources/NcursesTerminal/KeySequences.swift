import TerminalCore

/// The byte sequences of special keys that the terminal database knows for one terminal.
struct KeySequences {
    private(set) var keys: [[UInt8]: Key]
    /// The longest sequence's number of bytes.
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

    /// The sequences of the terminal that `capability` answers for.
    static func terminal(_ capability: (String) -> [UInt8]?) -> KeySequences {
        var keys: [[UInt8]: Key] = [:]
        for (name, key) in capabilities {
            // Shorter ones are control characters and letters, which have a meaning of their own.
            guard let bytes = capability(name), bytes.count >= 2, bytes[0] == 0x1B, keys[bytes] == nil else { continue }
            keys[bytes] = key
        }
        return KeySequences(keys)
    }

    /// The longest sequence that the bytes begin with.
    func match(_ bytes: ArraySlice<UInt8>) -> (key: Key, count: Int)? {
        var count = min(longest, bytes.count)
        while count >= 2 {
            if let key = keys[Array(bytes.prefix(count))] { return (key, count) }
            count -= 1
        }
        return nil
    }
}
