extension Duration {
    /// The duration in a sentence: `250 ms`, `1.5 s`, `10 s`, `2 min`.
    package var shortText: String {
        let milliseconds = wholeMilliseconds
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        if milliseconds >= 120_000, milliseconds.isMultiple(of: 60_000) { return "\(milliseconds / 60_000) min" }
        let tenths = milliseconds % 1000 / 100
        return tenths == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds / 1000).\(tenths) s"
    }

    /// The whole milliseconds, rounded down.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (thousand, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? (seconds < 0 ? .min : .max) : thousand + attoseconds / 1_000_000_000_000_000
    }
}
