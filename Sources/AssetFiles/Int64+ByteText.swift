extension Int64 {
    /// A number of bytes in decimal units: `12 bytes`, `1.5 MB`, `340 GB`.
    package var byteText: String {
        guard self >= 1000 else { return "\(self) bytes" }
        var value = Double(self)
        var unit = ""
        for next in ["kB", "MB", "GB", "TB"] where unit.isEmpty || value >= 999.5 {
            value /= 1000
            unit = next
        }
        let tenths = Int((value * 10).rounded())
        let isShort = tenths.isMultiple(of: 10) || value >= 100
        return isShort ? "\(Int(value.rounded())) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
