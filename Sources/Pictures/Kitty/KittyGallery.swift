import TerminalCore

/// The pictures stored in the terminal by number; the least recently used one gives up its number.
struct KittyGallery: Sendable {
    /// The identity of a stored picture: its content and size.
    struct Key: Hashable, Sendable {
        var hash: ContentHash
        var size: Size
    }

    private var numbers: [Key: UInt8] = [:]
    /// From least to most recently used.
    private var order: [Key] = []
    private var free = Array(KittyImage.numbers.reversed())
    /// The numbers of pictures forgotten here but not in the terminal.
    private var left: Set<UInt8> = []

    /// The numbers under which the terminal may store pictures.
    var used: [UInt8] { KittyImage.numbers.filter { left.contains($0) || !free.contains($0) } }

    /// Forgets all pictures; the terminal may still store them.
    mutating func forget() {
        let numbers = Set(used)
        self = KittyGallery()
        left = numbers
    }

    /// The number of a sent picture; counts as a use.
    mutating func number(of key: Key) -> UInt8? {
        guard let number = numbers[key] else { return nil }
        order.removeAll { $0 == key }
        order.append(key)
        return number
    }

    /// A number for a new picture: a free one, or that of the least recently used picture.
    mutating func takeNumber() -> UInt8? {
        if let number = free.popLast() { return number }
        guard let oldest = order.first else { return nil }
        order.removeFirst()
        return numbers.removeValue(forKey: oldest)
    }

    /// Records that a picture was sent under a number from `takeNumber`.
    mutating func add(_ key: Key, _ number: UInt8) {
        if let other = numbers[key] { free.append(other) }
        order.removeAll { $0 == key }
        numbers[key] = number
        order.append(key)
    }
}
