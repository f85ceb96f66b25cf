import Crypto
import HTTPTypes
import Hummingbird

struct FileAnswer: Sendable {
    let bytes: [UInt8]
    let contentType: String

    /// - Throws: `Problem` 416 for a range outside the file
    func response(to request: Request) throws -> Response {
        let tag = "\"\(SHA256.hash(data: bytes).prefix(16).map { String($0, radix: 16) }.joined(separator: "."))\""
        var headers = [
            "Accept-Ranges": "bytes", "ETag": tag, "Cache-Control": "private, max-age=3600, immutable",
        ]
        if request.headers[.ifNoneMatch].map({ Self.names($0, tag) }) == true {
            return .bytes([], status: 304, contentType: contentType, headers: headers)
        }
        let hasOther = request.headers[.ifRange].map { $0 != tag } ?? false
        let wanted = hasOther ? nil : try request.headers[.range].flatMap { try Self.range($0, of: bytes.count) }
        if let wanted {
            headers["Content-Range"] = "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/\(bytes.count)"
        }
        let part = wanted.map { Array(bytes[$0]) } ?? bytes
        var response = Response.bytes(
            part, status: wanted == nil ? 200 : 206, contentType: contentType, headers: headers)
        // The length stays that of the GET response.
        if request.method == .head { response.body = ResponseBody() }
        response.headers[.contentLength] = String(part.count)
        return response
    }

    private static func names(_ list: String, _ tag: String) -> Bool {
        list == "*" || list.split(separator: ",").contains { $0.filter { $0 != " " } == tag }
    }

    /// Parses a `Range` header; nil for the whole file: another unit, several ranges, or an invalid header.
    ///
    /// - Throws: `Problem` 416 for a range outside the file
    static func range(_ header: String, of count: Int) throws(Problem) -> Range<Int>? {
        let parts = header.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bytes", !parts[1].contains(",") else { return nil }
        let ends = parts[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?):
            guard first <= last else { return nil }
            guard first < count else { throw .rangeNotSatisfiable(count) }
            return first..<(min(last, count - 1) + 1)
        case (let first?, nil):
            guard ends[1].isEmpty else { return nil }
            guard first < count else { throw .rangeNotSatisfiable(count) }
            return first..<count
        case (nil, let suffix?):
            guard ends[0].isEmpty else { return nil }
            guard suffix > 0, count > 0 else { throw .rangeNotSatisfiable(count) }
            return max(count - suffix, 0)..<count
        case (nil, nil): return nil
        }
    }
}
