import CBytePlaces

/// The registers of a machine for some texts, and the computation of single steps. Valid until the next run of the
/// machine.
struct PlaceRun {
    typealias Register = UnsafeMutablePointer<UInt64>

    /// The number of readable bytes required after the texts; they do not affect the result.
    static let margin = 64

    private let bytes: UnsafePointer<UInt8>
    /// The registers in order, each of `words` words.
    private let registers: Register
    private let count: Int
    /// The number of words of 64 places.
    private let words: Int

    /// - Parameters:
    ///   - bytes: The texts, each followed by a zero, and the margin.
    ///   - registers: One register of `(count + 63) / 64` words per register of the program.
    ///   - count: The byte count of the texts without the margin; at least one.
    init(_ bytes: UnsafePointer<UInt8>, _ registers: Register, count: Int) {
        (self.bytes, self.registers, self.count) = (bytes, registers, count)
        words = (count + 63) / 64
    }

    private func register(_ number: Int32) -> Register { registers + Int(number) * words }

    /// Initializes the predefined registers.
    ///
    /// - Parameter place: The place where reading begins; nil for every place.
    func begin(at place: Int?) {
        let (start, all) = (register(PlaceProgram.start), register(PlaceProgram.all))
        for word in 0..<words { all[word] = .max }
        all[words - 1] = .max >> UInt64(64 * words - count)
        for word in 0..<words { start[word] = place == nil ? all[word] : 0 }
        if let place { start[place / 64] = 1 << UInt64(place % 64) }
        register(PlaceProgram.found).update(repeating: 0, count: words)
    }

    func isEmpty(_ number: Int32) -> Bool { !mintop_has_places(register(number), words) }

    /// Whether a match ends in a text.
    ///
    /// - Parameter places: The range from the text's first byte to the zero after it.
    /// - Returns: Whether a match ends there.
    @inline(__always)
    func isFound(in places: ClosedRange<Int>) -> Bool {
        let found = register(PlaceProgram.found)
        let (first, last) = (places.lowerBound / 64, places.upperBound / 64)
        var bits = found[first] & (.max << UInt64(places.lowerBound % 64))
        var word = first
        while word < last {
            if bits != 0 { return true }
            word += 1
            bits = found[word]
        }
        return bits & (.max >> UInt64(63 - places.upperBound % 64)) != 0
    }

    /// The last place where a match ends; nil if there is no match.
    var lastFound: Int? {
        let from = register(PlaceProgram.found)
        return (0..<words).last { from[$0] != 0 }.map { 64 * $0 + 63 - from[$0].leadingZeroBitCount }
    }

    /// Performs an `again` step. Returns whether there were new places.
    func takeNew(_ step: PlaceProgram.Step) -> Bool {
        let (to, from, with) = (register(step.to), register(step.from), register(step.with))
        var any: UInt64 = 0
        for word in 0..<words {
            with[word] = from[word] & ~to[word]
            to[word] |= from[word]
            any |= with[word]
        }
        return any != 0
    }

    /// Performs a step that only computes a register.
    func compute(_ step: PlaceProgram.Step) {
        let (to, from, with) = (register(step.to), register(step.from), register(step.with))
        switch step.operation {
        case .byte: mintop_places_of_byte(to, bytes, words, step.low)
        case .range: mintop_places_in_range(to, bytes, words, step.low, step.width)
        case .none: to.update(repeating: 0, count: words)
        case .copy: to.update(from: from, count: words)
        case .union: for word in 0..<words { to[word] = from[word] | with[word] }
        case .intersection: for word in 0..<words { to[word] = from[word] & with[word] }
        case .next:
            for word in 0..<words { to[word] = from[word] << 1 | (word == 0 ? 1 : from[word - 1] >> 63) }
        case .after: mintop_places_after(to, from, with, words)
        case .along: mintop_places_along(to, from, with, words)
        case .over: mintop_places_over(to, from, with, words)
        case .leave, .again: break
        }
    }
}
