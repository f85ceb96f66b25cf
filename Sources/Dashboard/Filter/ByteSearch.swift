import Glibc

/// Searches bytes for bytes.
enum ByteSearch {
    /// Returns the first index, at or after `start`, at which `wanted` occurs.
    static func first(_ wanted: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard let head = wanted.first else { return start }
        return text.withUnsafeBytes { text in
            guard let base = text.baseAddress else { return nil }
            var index = start
            let end = text.count - wanted.count + 1
            while index < end, let found = memchr(base + index, Int32(head), end - index) {
                if memcmp(found, wanted, wanted.count) == 0 { return UnsafeRawPointer(found) - base }
                index = UnsafeRawPointer(found) - base + 1
            }
            return nil
        }
    }

    /// Returns the last index at which `wanted` occurs and ends at or before `end`.
    static func last(_ wanted: [UInt8], in text: [UInt8], endingBy end: Int) -> Int? {
        var index = end - wanted.count
        while index >= 0 {
            if text[index...].starts(with: wanted) { return index }
            index -= 1
        }
        return nil
    }

    /// Returns the first match at the beginning of a word, or else the first match.
    static func bestPlace(_ wanted: [UInt8], in text: [UInt8]) -> Int? {
        guard let firstPlace = first(wanted, in: text) else { return nil }
        var place = firstPlace
        while !isWordStart(text, place) {
            guard let next = first(wanted, in: text, from: place + 1) else { return firstPlace }
            place = next
        }
        return place
    }

    /// Whether a word begins at an index: at the start, or after a byte that is no letter or digit. Characters outside
    /// ASCII count as letters.
    static func isWordStart(_ text: [UInt8], _ index: Int) -> Bool {
        index == 0 || !isWordByte(text[index - 1])
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
