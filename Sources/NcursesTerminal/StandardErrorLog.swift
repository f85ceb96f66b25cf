import CTerminal
import TerminalCore

/// The text written to standard error while the terminal was open.
enum StandardErrorLog {
    static let lineLimit = 20
    private static let byteLimit = 16 << 10

    /// The last lines of the file, none from before the offset; empty if unreadable.
    static func lastLines(path: String, from offset: Int64) -> [SafeText] {
        let bytes = [UInt8](unsafeUninitializedCapacity: byteLimit) { buffer, count in
            count = max(0, mintop_file_tail(path, offset, buffer.baseAddress, byteLimit))
        }
        return lastLines(of: String(decoding: bytes, as: UTF8.self))
    }

    static func lastLines(of text: String) -> [SafeText] {
        var lines = SafeText.lines(of: text)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return Array(lines.suffix(lineLimit))
    }
}
