/// The differences between two texts, word by word.
package struct WordDiff: Sendable, Hashable {
    /// Consecutive words that are all unchanged, deleted or inserted.
    package enum Part: Sendable, Hashable {
        case same(String)
        case deleted(String)
        case inserted(String)
    }

    /// In reading order; deleted words come before the words that replace them.
    package let parts: [Part]

    /// The maximum number of words that are compared; the rest of a longer text counts as one word.
    private static let limit = 600

    package init(from old: String, to new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        let changes = after.difference(from: before)
        let (deleted, inserted) = (Set(changes.removals.map(\.offset)), Set(changes.insertions.map(\.offset)))
        var builder = Builder()
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if deleted.contains(i) {
                builder.deleted.append(before[i])
                i += 1
            } else if inserted.contains(j) {
                builder.inserted.append(after[j])
                j += 1
            } else {
                builder.same(before[i])
                (i, j) = (i + 1, j + 1)
            }
        }
        builder.flush()
        parts = builder.parts
    }

    private static func words(_ text: String) -> [String] {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count > limit else { return words.map(String.init) }
        return words.prefix(limit).map(String.init) + [words.dropFirst(limit).joined(separator: " ")]
    }

    private struct Builder {
        var parts: [Part] = []
        var deleted: [String] = []
        var inserted: [String] = []
        private var kept: [String] = []

        mutating func same(_ word: String) {
            if !deleted.isEmpty || !inserted.isEmpty { flush() }
            kept.append(word)
        }

        mutating func flush() {
            if !kept.isEmpty { parts.append(.same(kept.joined(separator: " "))) }
            if !deleted.isEmpty { parts.append(.deleted(deleted.joined(separator: " "))) }
            if !inserted.isEmpty { parts.append(.inserted(inserted.joined(separator: " "))) }
            (kept, deleted, inserted) = ([], [], [])
        }
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
