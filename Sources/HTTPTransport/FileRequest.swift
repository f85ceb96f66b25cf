package import Foundation

/// One read of a file, or of its rest, from a server that is not told who asks.
///
/// There is no way to give it a header of one's own: no key can reach a file host. Printing it shows the origin only.
package struct FileRequest: Sendable {
    /// An absolute http or https address.
    package var url: URL
    /// The first byte that is wanted; 0 for the whole file.
    package var offset: Int64
    /// What the part before `offset` came with: the server sends the whole file where it changed since. A strong entity
    /// tag or a date as the server wrote it; nil with offset 0.
    package var validator: String?
    /// The longest silence: until the head of the answer, and between two pieces of its body.
    package var silence: Duration

    package init(url: URL, offset: Int64 = 0, validator: String? = nil, silence: Duration = .seconds(30)) {
        self.url = url
        self.offset = offset
        self.validator = validator
        self.silence = silence
    }
}

extension FileRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "GET \(Origin(url)?.description ?? "?") from \(offset)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

/// The head of an answer to a `FileRequest`, after all redirects. Printing it shows the status only.
package struct FileHead: Sendable {
    /// Not a redirect that was followed.
    package var status: Int
    package var headers: HeaderFields
    /// Who answered.
    package var origin: Origin

    package init(status: Int, headers: HeaderFields, origin: Origin) {
        self.status = status
        self.headers = headers
        self.origin = origin
    }

    /// How many bytes the body has; nil where the server did not say.
    package var length: Int64? { headers["Content-Length"].flatMap(Self.number) }

    /// Whether the body says by itself where it ends, so that a broken connection is noticed.
    package var isFramed: Bool {
        length != nil || headers["Transfer-Encoding"]?.lowercased().contains("chunked") == true
    }

    /// The first byte that the body holds, and how long the whole file is, from `Content-Range`; nil where it is absent,
    /// of another unit or senseless.
    package var range: (first: Int64, total: Int64?)? {
        guard let value = headers["Content-Range"], value.lowercased().hasPrefix("bytes ") else { return nil }
        let parts = value.dropFirst(6).split(separator: "/")
        let ends = parts.first?.split(separator: "-") ?? []
        guard parts.count == 2, ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]),
            last >= first
        else { return nil }
        let total = Self.number(parts[1])
        if let total, last >= total { return nil }
        return (first, total)
    }

    /// The length of the whole file in an answer 416; nil where it is absent.
    package var lengthBesideRange: Int64? {
        headers["Content-Range"].flatMap { value in
            value.lowercased().hasPrefix("bytes */") ? Self.number(value.dropFirst(8)) : nil
        }
    }

    /// The media type in lower case without its parameters; nil where there is none.
    package var contentType: String? {
        let type = headers["Content-Type"]?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        return type.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What a later request can prove with that it continues this very file: a strong entity tag, or else a date of change
    /// that is older than the answer; nil where there is neither.
    package var validator: String? {
        if let tag = headers["ETag"], tag.hasPrefix("\""), tag.hasSuffix("\""), (3...256).contains(tag.utf8.count) {
            return tag
        }
        guard let changed = headers["Last-Modified"], let changedAt = HTTPDate.parse(changed),
            let sentAt = headers["Date"].flatMap(HTTPDate.parse), changedAt < sentAt
        else { return nil }
        return changed
    }

    private static func number(_ text: some StringProtocol) -> Int64? {
        let text = text.trimmingCharacters(in: .whitespaces)
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
    }
}

extension FileHead: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "HTTP \(status) from \(origin)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["head": description]) }
}
