package import Foundation

/// The expiry of a signed link, from its query in the spellings of common object stores.
package enum LinkExpiry {
    /// The time by the server's clock; nil if the link has none or an unknown spelling.
    package static func date(of link: String) -> Date? {
        let beforeFragment = link.prefix { $0 != "#" }
        guard let query = beforeFragment.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
        var values: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            values[parts[0].lowercased()] = String(parts[1]).removingPercentEncoding
        }
        for prefix in ["x-amz", "x-goog"] {
            if let start = values["\(prefix)-date"].flatMap(compactDate), let seconds = values["\(prefix)-expires"],
                let seconds = UInt32(seconds)
            {
                return start.addingTimeInterval(Double(seconds))
            }
        }
        if let end = values["se"], values["sig"] != nil { return isoDate(end) }
        guard let seconds = values["expires"].flatMap(UInt64.init), seconds < 1 << 40 else { return nil }
        return Date(timeIntervalSince1970: Double(seconds))
    }

    /// `20261121T063000Z`
    private static func compactDate(_ text: String) -> Date? {
        let characters = Array(text)
        guard characters.count == 16, text.utf8.count == 16 else { return nil }
        func part(_ range: Range<Int>) -> String { String(characters[range]) }
        return isoDate(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z")
    }

    private static func isoDate(_ text: String) -> Date? {
        // Nil for an unreadable time: the link has no known expiry.
        try? Date(text, strategy: .iso8601)
    }
}
