package import FoundationEssentials

/// The expiry time that a link states; nil if it states none.
///
/// Reads a Unix time in `expires` or `exp`, and the `X-Amz-Date`/`X-Goog-Date` plus `…-Expires` seconds of the two
/// signing schemes of object stores. Times before 2001 or after 2286 are ignored.
package func linkExpiry(_ url: String) -> Date? {
    guard let start = url.firstIndex(of: "?") else { return nil }
    var values: [String: Substring] = [:]
    for pair in url[url.index(after: start)...].prefix(while: { $0 != "#" }).split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { values[parts[0].lowercased()] = parts[1] }
    }
    for name in ["expires", "exp"] {
        guard let seconds = values[name].flatMap({ Double($0) }) else { continue }
        if (1e9..<1e10).contains(seconds) { return Date(timeIntervalSince1970: seconds) }
    }
    for scheme in ["x-amz", "x-goog"] {
        guard let begin = values["\(scheme)-date"].flatMap({ signingDate($0) }),
            let seconds = values["\(scheme)-expires"].flatMap({ Double($0) }), (0..<1e8).contains(seconds)
        else { continue }
        return begin.addingTimeInterval(seconds)
    }
    return nil
}

/// Parses a time such as `20261121T120000Z`.
private func signingDate(_ text: Substring) -> Date? {
    let digits = Array(text.utf8)
    guard digits.count == 16, digits[8] == UInt8(ascii: "T"), digits[15] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
        digits[range].allSatisfy { (0x30...0x39).contains($0) }
            ? Int(String(decoding: digits[range], as: UTF8.self)) : nil
    }
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
        let minute = number(11..<13), let second = number(13..<15)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(
        from: DateComponents(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
}
