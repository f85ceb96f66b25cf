/// What RFC 8259 forbids and Foundation takes all the same: text in UTF-16 or UTF-32, and a comma after the last entry.
///
/// A client that sends such a body works here and is refused by the real service.
enum JSONStrictness {
    /// Whether the bytes are free of it; that they are JSON is for the parser to say.
    static func holds(_ bytes: [UInt8]) -> Bool {
        // A NUL is not even allowed inside of a string, and every text in UTF-16 or UTF-32 that holds JSON has some.
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return false }
        var isInString = false
        var isEscaped = false
        var last: UInt8 = 0
        for byte in bytes {
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): continue
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if last == UInt8(ascii: ",") { return false }
            case UInt8(ascii: "\""): isInString = true
            default: break
            }
            last = byte
        }
        return true
    }
}
