import TerminalCore

/// Which pictures the terminal keeps, and under which numbers; what was used longest ago gives its number away.
struct KittyGallery: Sendable {
    /// The same pixels at the same size are one picture of the terminal.
    struct Key: Hashable, Sendable {
        var hash: ContentHash
        var size: Size
    }

    private var numbers: [Key: UInt8] = [:]
    /// From the longest unused to the latest.
    private var order: [Key] = []
    private var free = Array(KittyImage.numbers.reversed())
    /// Numbers of pictures that were forgotten here and not in the terminal.
    private var left: Set<UInt8> = []

    /// The numbers the terminal may keep pictures under.
    var used: [UInt8] { KittyImage.numbers.filter { left.contains($0) || !free.contains($0) } }

    /// The terminal may have lost all pictures, or have kept them.
    mutating func forget() {
        let numbers = Set(used)
        self = KittyGallery()
        left = numbers
    }

    /// The number of a picture that was sent; counts as a use.
    mutating func number(of key: Key) -> UInt8? {
        guard let number = numbers[key] else { return nil }
        order.removeAll { $0 == key }
        order.append(key)
        return number
    }

    /// A number for a picture that is about to be sent: nobody's, or that of the picture unused for longest.
    mutating func takeNumber() -> UInt8? {
        if let number = free.popLast() { return number }
        guard let oldest = order.first else { return nil }
        order.removeFirst()
        return numbers.removeValue(forKey: oldest)
    }

    /// The picture was sent under a number that `takeNumber` gave.
    mutating func add(_ key: Key, _ number: UInt8) {
        if let other = numbers[key] { free.append(other) }
        order.removeAll { $0 == key }
        numbers[key] = number
        order.append(key)
    }
}
