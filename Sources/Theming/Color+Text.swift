import TerminalCore

extension Color {
    /// Parses a color of `background:` or `roles:`; nil if invalid.
    ///
    /// - Parameters:
    ///   - text: Six hexadecimal digits with or without `#`; `base00` to `base17`; `default` or `none`; a name such as
    ///     `blue` or `bright-blue`; a palette number 0 to 255.
    ///   - palette: The palette for `base…`, if the file has one.
    init?(_ text: String, in palette: BasePalette?) {
        let name = text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        if name == "default" || name == "none" {
            self = .terminalDefault
        } else if let slot = BasePalette.slot(named: name) {
            guard let palette else { return nil }
            self = palette[slot]
        } else if let rgb = RGB(hex: text) {
            self = .rgb(rgb.red, rgb.green, rgb.blue)
        } else if let index = Self.names[name] {
            self = .palette(index)
        } else if text.utf8.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(text) {
            self = .palette(index)
        } else {
            return nil
        }
    }

    private static let names: [String: UInt8] = {
        let normal = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        var names: [String: UInt8] = ["gray": 8, "grey": 8]
        for (index, name) in normal.enumerated() {
            names[name] = UInt8(index)
            names["bright" + name] = UInt8(index + 8)
        }
        return names
    }()
}

extension BasePalette {
    /// Returns 0x00 to 0x17 for `base00` to `base17`, case-insensitive; nil for other keys.
    static func slot(named key: String) -> Int? {
        let key = key.lowercased()
        guard key.utf8.count == 6, key.hasPrefix("base"), let slot = Int(key.suffix(2), radix: 16) else { return nil }
        return (0..<24).contains(slot) && key.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) ? slot : nil
    }
}
