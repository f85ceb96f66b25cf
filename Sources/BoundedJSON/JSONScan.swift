/// Counts the levels and values of a JSON document in one pass, without decoding.
package enum JSONScan {
    /// Checks the limits. It does not check that the bytes are JSON; the counts bound the parser's recursion and
    /// allocations for any bytes.
    ///
    /// - Throws: `JSONFault.tooDeep` or `.tooManyValues`.
    package static func check(_ bytes: [UInt8], _ limits: JSONLimits = .standard) throws(JSONFault) {
        var depth = 0
        // Each further value follows an opening bracket or a comma.
        var values = 1
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""): at = endOfString(bytes, at)
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                values += 1
                if depth > limits.depth { throw .tooDeep(limit: limits.depth) }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ","): values += 1
            default: break
            }
            if values > limits.values { throw .tooManyValues(limit: limits.values) }
            at += 1
        }
    }

    /// The position of the closing quote; the last position if there is none.
    private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        return at
    }
}
