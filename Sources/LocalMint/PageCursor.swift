import Foundation

/// The position in a newest-first list after which the next page starts; opaque to callers.
struct PageCursor: Sendable, Hashable {
    var kind: ResourceType
    /// The sequence number of the last row of the previous page; later rows have larger ones.
    var sequence: Int64

    /// The pattern of all cursors, as a regular expression.
    static let pattern = "^MTp[A-Za-z0-9_-]+$"

    var text: String { Data("1:\(kind.rawValue):\(sequence)".utf8).base64URL }

    init(kind: ResourceType, sequence: Int64) {
        self.kind = kind
        self.sequence = sequence
    }

    /// Nil for a cursor that this server did not create for this list.
    init?(_ text: String, for kind: ResourceType) {
        guard let data = Data(base64URL: text), let plain = String(data: data, encoding: .utf8) else { return nil }
        let parts = plain.split(separator: ":")
        guard parts.count == 3, parts[0] == "1", parts[1] == kind.rawValue, let sequence = Int64(parts[2]), sequence > 0
        else { return nil }
        self.init(kind: kind, sequence: sequence)
        guard self.text == text else { return nil }
    }
}
