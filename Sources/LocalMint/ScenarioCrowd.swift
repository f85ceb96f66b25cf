import Foundation
import Wire

/// Worlds generated on reading: a page costs the same at any position, and nothing is stored.
struct ScenarioCrowd: Sendable, Hashable {
    var count: Int

    /// The list positions, above all of stored rows.
    private static let base: Int64 = 1 << 53
    private static let prefix = "world_crowd"
    private static let digits = 11
    /// A fixed creation time, so that a World never changes.
    private static let newest = Date(timeIntervalSince1970: 1_767_225_600)
    private static let secondsApart = 29.0

    func resource(_ id: String) -> StoredResource? {
        let text = id.dropFirst(Self.prefix.count)
        guard id.hasPrefix(Self.prefix), text.utf8.count == Self.digits, let index = Int(text), index >= 0,
            index < count
        else { return nil }
        return row(index)
    }

    /// Whether the cursor is in the crowd, where no stored row can follow.
    func holds(_ cursor: PageCursor?) -> Bool { (cursor?.sequence ?? 0) > Self.base }

    /// Fills a page of Worlds with the crowd, which follows all stored ones.
    func filling(_ stored: [StoredResource], before cursor: PageCursor?, count wanted: Int) -> [StoredResource] {
        let first = holds(cursor) ? count - Int((cursor?.sequence ?? 0) - Self.base) + 1 : 0
        guard stored.count < wanted, first >= 0, first < count else { return stored }
        let last = min(first + wanted - stored.count, count)
        return stored + (first..<last).map(row)
    }

    private func row(_ index: Int) -> StoredResource {
        var dice = Dice(text: "crowd \(index)")
        func word(_ words: [String]) -> String { words[Int(dice.next() % UInt64(words.count))] }
        let prompt = "\(word(Self.moods)) \(word(Self.places)) \(word(Self.times))"
        let id = String(index)
        let padded = String(repeating: "0", count: Self.digits - id.count) + id
        let record = OperationRecord(
            id: "op_crowd\(padded)", kind: .world, mode: .auto, preset: .fast, prompt: prompt,
            name: "\(word(Self.names)) \(index + 1)", input: .object(["prompt": .string(prompt)]),
            resourceID: Self.prefix + padded, assetSeed: dice.next(), availableAfterReservation: 0,
            createdAt: Self.newest.addingTimeInterval(-Double(index) * Self.secondsApart),
            plan: OperationPlan(queued: 3, preview: 20, revision: 20, final: 45, previewPass: 3), events: [])
        return StoredResource(sequence: Self.base + Int64(count - index), record: record)
    }

    private static let moods = [
        "A quiet", "A flooded", "An overgrown", "A snowbound", "A sunlit", "A forgotten", "A bustling", "A misty",
    ]
    private static let places = [
        "harbour", "greenhouse", "canyon", "railway station", "library", "reef", "market square", "observatory",
        "rice terrace", "lighthouse island",
    ]
    private static let times = ["at dawn", "at noon", "at dusk", "by night", "in the rain", "under two moons"]
    private static let names = ["Terra", "Vale", "Haven", "Reach", "Mora", "Lume"]
}
