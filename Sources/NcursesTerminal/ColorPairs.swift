/// The colour pairs handed out so far; ncurses has a fixed number of them and frees none by itself.
struct ColorPairs {
    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// The number of pairs the terminal has, pair 0 among them, which is the terminal's own colours.
    let capacity: Int32
    private var numbers: [Colors: Int32] = [:]
    private var recent: (colors: Colors, number: Int32)?

    init(capacity: Int32) {
        self.capacity = capacity
    }

    /// Whether a pair was handed out since the last reset.
    var isEmpty: Bool { numbers.isEmpty }

    /// The number of the pair.
    ///
    /// - Parameters:
    ///   - foreground: The number of a colour, -1 for the terminal's own.
    ///   - background: The same.
    ///   - define: Called with a new number before it is used.
    /// - Returns: nil where all are taken: reset, and draw everything again.
    mutating func number(
        foreground: Int32, background: Int32,
        define: (_ number: Int32, _ foreground: Int32, _ background: Int32) -> Void
    ) -> Int32? {
        if foreground == -1, background == -1 { return 0 }
        let colors = Colors(foreground: foreground, background: background)
        // Neighbours share their colours most of the time.
        if let recent, recent.colors == colors { return recent.number }
        let number: Int32
        if let known = numbers[colors] {
            number = known
        } else {
            number = Int32(numbers.count) + 1
            guard number < capacity else { return nil }
            define(number, foreground, background)
            numbers[colors] = number
        }
        recent = (colors, number)
        return number
    }

    /// Takes all of them back.
    mutating func reset() {
        numbers.removeAll(keepingCapacity: true)
        recent = nil
    }
}
