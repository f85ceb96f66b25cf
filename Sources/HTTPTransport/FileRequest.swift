package import Foundation

/// A request for a file, or the rest of one, without any identification of the user.
///
/// Headers cannot be set, so that no key can reach a file host. Printing it shows the origin only.
package struct FileRequest: Sendable {
    /// An absolute http or https address.
    package var url: URL
    /// The first byte to read; 0 for the whole file.
    package var offset: Int64
    /// The validator of the bytes before `offset`, a strong entity tag or a date as the server wrote it; nil with
    /// offset 0. The server sends the whole file if it has changed.
    package var validator: String?
    /// The maximum silence: before the head, and between two pieces of the body.
    package var silence: Duration
    /// The maximum total time, redirects included; nil for none. Fewer than 100 bytes per second over two minutes end
    /// the read too.
    package var deadline: Duration?

    package init(
        url: URL, offset: Int64 = 0, validator: String? = nil, silence: Duration = .seconds(30),
        deadline: Duration? = nil
    ) {
        self.url = url
        self.offset = offset
        self.validator = validator
        self.silence = silence
        self.deadline = deadline
    }
}

extension FileRequest: Discreet {
    package var description: String { "GET \(Origin(url)?.description ?? "?") from \(offset)" }
}

/// The head of a response to a `FileRequest`, after all redirects. Printing it shows the status only.
package struct FileHead: Sendable {
    /// The status; never a followed redirect.
    package var status: Int
    package var headers: HeaderFields
    package var origin: Origin

    /// Nil if the server did not send it.
    package var length: Int64? { headers["Content-Length"].flatMap(Self.number) }

    /// Whether the body has a marked end, so that a broken connection is noticed.
    package var isFramed: Bool {
        length != nil || headers["Transfer-Encoding"]?.lowercased().contains("chunked") == true
    }

    /// The first byte of the body and the length of the whole file, from `Content-Range`; nil if absent, invalid or not
    /// in bytes.
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

    /// The length of the whole file in a 416 response; nil if absent.
    package var lengthBesideRange: Int64? {
        headers["Content-Range"].flatMap { value in
            value.lowercased().hasPrefix("bytes */") ? Self.number(value.dropFirst(8)) : nil
        }
    }

    /// The media type in lower case, without parameters; nil if absent.
    package var contentType: String? {
        let type = headers["Content-Type"]?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        return type.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The validator for a later request for the rest of this file: a strong entity tag, or a modification date older
    /// than the response; nil if neither is present.
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

extension FileHead: Discreet {
    package var description: String { "HTTP \(status) from \(origin)" }
}
