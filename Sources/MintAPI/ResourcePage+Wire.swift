import Foundation
import MintDomain
import Wire

extension Resource {
    /// Reads an element of a list; nil if unreadable.
    fileprivate init?(_ element: JSONValue, kind: ResourceKind) {
        // `try?`: a broken element is counted; the rest of the page stays.
        guard let wire = try? ResourceWire(element) else { return nil }
        self.init(wire, kind: kind)
        rawJSON = text(element)
    }
}

/// A document as text with sorted keys; nil if it cannot be encoded.
private func text(_ json: JSONValue) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // `try?`: fails for numbers outside JSON; the text is for display only.
    return (try? encoder.encode(json)).map { String(decoding: $0, as: UTF8.self) }
}

extension ResourcePage {
    /// Converts a page. The server marks the last one by `hasMore: false` or by no cursor; both give a nil cursor.
    init(_ list: ListWire, kind: ResourceKind) {
        let items = list.data.compactMap { Resource($0, kind: kind) }
        let cursor = list.pagination.hasMore == false ? nil : list.pagination.nextCursor
        self.init(
            items: items, nextCursor: cursor?.isEmpty == true ? nil : cursor,
            unreadableCount: list.data.count - items.count)
    }
}
