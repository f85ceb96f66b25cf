/// The allocated color pairs; ncurses has a fixed number of them and frees none.
struct ColorPairs {
    private struct Colors: Hashable {
        var foreground: Int32
        var background: Int32
    }

    /// The number of pairs, including pair 0 for the terminal's own colors.
    let capacity: Int32
    private var numbers: [Colors: Int32] = [:]
    private var recent: (colors: Colors, number: Int32)?

    init(capacity: Int32) {
        self.capacity = capacity
    }

    /// Whether no pair was allocated since the last reset.
    var isEmpty: Bool { numbers.isEmpty }

    /// Returns the number of the pair of two color numbers, -1 for the terminal's own; `define` is called with each new
    /// one.
    ///
    /// - Returns: Nil if all are used: reset and draw everything again.
    mutating func number(
        foreground: Int32, background: Int32,
        define: (_ number: Int32, _ foreground: Int32, _ background: Int32) -> Void
    ) -> Int32? {
        if foreground == -1, background == -1 { return 0 }
        let colors = Colors(foreground: foreground, background: background)
        // Adjacent cells mostly share their colors.
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

    mutating func reset() {
        numbers.removeAll(keepingCapacity: true)
        recent = nil
    }
}
