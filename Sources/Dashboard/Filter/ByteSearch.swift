import CBytePlaces
import Glibc

/// Searches bytes for bytes, 64 positions at a time, so that 100,000 rows are filtered within a key press.
enum ByteSearch {
    /// Returns the first index, at or after `start`, at which `wanted` occurs. `rarest` is the index in `wanted` of the
    /// byte that is rarest in texts.
    static func first(
        _ wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0, rarest: Int = 0
    ) -> Int? {
        guard wanted.count > 0 else { return start }
        guard let base = text.baseAddress, text.count - start >= wanted.count else { return nil }
        if wanted.count > 1 { return stretch(wanted, in: text, base, from: start, rarest: rarest) }
        return place(of: wanted[0], in: text, from: start)
    }

    /// Returns the first index, at or after `start`, of a byte.
    @inline(__always)
    static func place(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = text.baseAddress, start < text.count else { return nil }
        return memchr(base + start, Int32(byte), text.count - start).map {
            UnsafeRawPointer($0) - UnsafeRawPointer(base)
        }
    }

    /// Finds up to four consecutive bytes, including the rarest, and then compares all bytes.
    private static func stretch(
        _ wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>,
        from start: Int, rarest: Int
    ) -> Int? {
        guard let wantedBase = wanted.baseAddress else { return nil }
        let width = min(4, wanted.count)
        let place = min(rarest, wanted.count - width)
        // The possible positions of those bytes in a complete match.
        var index = start + place
        let end = text.count - wanted.count + place + width
        while index + width <= end {
            let found = mintop_first_stretch(base + index, end - index, wantedBase + place, width)
            guard found >= 0 else { return nil }
            if holds(text, wanted, at: index + found - place) { return index + found - place }
            index += found + 1
        }
        return nil
    }

    /// Returns the last index at which `wanted` occurs and ends at or before `end`.
    static func last(
        _ wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, endingBy end: Int
    ) -> Int? {
        var index = end - wanted.count
        while index >= 0 {
            if holds(text, wanted, at: index) { return index }
            index -= 1
        }
        return nil
    }

    /// The index of the byte that is rarest in English and in identifiers.
    static func rarest(_ bytes: [UInt8]) -> Int {
        let frequent = Array(" etaoinsrlhdcumpfgywbvk_0123456789x-jqz".utf8)
        let ranks = bytes.map { frequent.firstIndex(of: $0) ?? 30 }
        return ranks.indices.max { ranks[$0] < ranks[$1] } ?? 0
    }

    /// Returns the first match at the beginning of a word, or else the first match.
    static func bestPlace(
        _ wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, rarest: Int
    ) -> Int? {
        guard let firstPlace = first(wanted, in: text, rarest: rarest) else { return nil }
        var place = firstPlace
        while !isWordStart(text, place) {
            guard let next = first(wanted, in: text, from: place + 1, rarest: rarest) else { return firstPlace }
            place = next
        }
        return place
    }

    /// Whether `wanted` occurs at an index. The text must be long enough.
    static func holds(
        _ text: UnsafeBufferPointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Bool {
        var offset = 0
        while offset < wanted.count {
            if text[index + offset] != wanted[offset] { return false }
            offset += 1
        }
        return true
    }

    /// Whether a word begins at an index: at the start, or after a byte that is no letter or digit. Characters outside
    /// ASCII count as letters.
    static func isWordStart(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index == 0 || !isWordByte(text[index - 1])
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
