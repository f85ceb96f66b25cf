import Foundation
import MintDomain
import Wire

/// A list as it came: an element that cannot be read costs only itself, and no `pagination` means the last page.
struct ListReading: Decodable {
    let elements: [Element]
    let pagination: PaginationWire?

    private enum Key: String, CodingKey {
        case data, pagination
    }

    struct Element: Decodable {
        let wire: ResourceWire?
        /// All of it, what this program does not know included.
        let json: JSONValue?

        init(from decoder: any Decoder) throws {
            // `try?`: a broken element is counted, the rest of the page stays.
            wire = try? ResourceWire(from: decoder)
            json = try? JSONValue(from: decoder)
        }
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        elements = try fields.decode([Element].self, forKey: .data)
        // `try?`: a pagination that cannot be read counts as absent.
        pagination = try? fields.decode(PaginationWire.self, forKey: .pagination)
    }
}

extension Resource {
    /// Reads an element of a list; nil where it cannot be read.
    fileprivate init?(_ element: ListReading.Element, kind: ResourceKind) {
        guard let wire = element.wire else { return nil }
        self.init(wire, kind: kind)
        rawJSON = element.json.flatMap(text)
    }
}

/// A document as text with sorted keys; nil where it cannot be written.
private func text(_ json: JSONValue) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // `try?`: numbers beyond what JSON can say; the text is for looking at only.
    return (try? encoder.encode(json)).map { String(decoding: $0, as: UTF8.self) }
}

extension ResourcePage {
    /// The page; its cursor is nil where the server says that no more comes, in either of its two ways.
    init(_ list: ListReading, kind: ResourceKind) {
        let items = list.elements.compactMap { Resource($0, kind: kind) }
        let cursor = list.pagination?.hasMore == false ? nil : list.pagination?.nextCursor
        self.init(
            items: items, nextCursor: cursor?.isEmpty == true ? nil : cursor,
            unreadableCount: list.elements.count - items.count)
    }
}
