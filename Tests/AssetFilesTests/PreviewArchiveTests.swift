import AssetFiles
import Foundation
import MintDomain
import Testing

private let day = Date(timeIntervalSince1970: 1_800_000_000)
private let profile = ProfileID("demo|https://api.example.test")

struct PreviewArchiveTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/mintop-archive-\(UUID().uuidString)/previews"
    private let operation: OperationID

    init() throws {
        operation = try #require(OperationID("op_1"))
    }

    @Test func previewsAreThereAfterARestart() async throws {
        defer { clean() }
        let archive = PreviewArchive(folder: folder)
        try await archive.add([1, 2], of: operation, profile: profile, revision: 0, feedback: nil, seenAt: day)
        try await archive.add([3], of: operation, profile: profile, revision: 1, feedback: "warmer", seenAt: day + 60)
        let again = PreviewArchive(folder: folder)
        let previews = await again.previews(of: operation, profile: profile)
        #expect(previews.map(\.revision) == [0, 1])
        #expect(previews.map(\.feedback) == [nil, "warmer"])
        #expect(previews.map(\.seenAt) == [day, day + 60])
        #expect(await again.picture(of: previews[0]) == [1, 2])
        #expect(await again.picture(of: previews[1]) == [3])
        let other = ProfileID("live|https://api.example.test")
        #expect(await again.previews(of: operation, profile: other).isEmpty)
    }

    @Test func whatAnotherProcessAddedStays() async throws {
        defer { clean() }
        let (one, other) = (PreviewArchive(folder: folder), PreviewArchive(folder: folder))
        #expect(await other.previews(of: operation, profile: profile).isEmpty)
        try await one.add([1], of: operation, profile: profile, revision: 0, feedback: nil, seenAt: day)
        try await other.add([2], of: operation, profile: profile, revision: 1, feedback: nil, seenAt: day + 1)
        let previews = await PreviewArchive(folder: folder).previews(of: operation, profile: profile)
        #expect(previews.map(\.revision) == [0, 1])
        #expect(await one.picture(of: previews[1]) == [2])
    }

    @Test func theSamePictureIsKeptOnce() async throws {
        defer { clean() }
        let archive = PreviewArchive(folder: folder)
        try await archive.add([1], of: operation, profile: profile, revision: 0, feedback: nil, seenAt: day)
        try await archive.add([1], of: operation, profile: profile, revision: 1, feedback: "x", seenAt: day + 1)
        let previews = await archive.previews(of: operation, profile: profile)
        #expect(previews.map(\.seenAt) == [day])
    }

    @Test func theOldestGoWhenThereIsNoRoom() async throws {
        defer { clean() }
        let archive = PreviewArchive(folder: folder, byteLimit: 250)
        for number in 0..<5 {
            let picture = Array(repeating: UInt8(number), count: 100)
            try await archive.add(
                picture, of: operation, profile: profile, revision: number, feedback: nil, seenAt: day + Double(number))
        }
        let previews = await archive.previews(of: operation, profile: profile)
        #expect(previews.map(\.revision) == [3, 4])
        #expect(try files().filter { $0 != "index.json" }.count == 2)
        try await archive.add(
            Array(repeating: 9, count: 251), of: operation, profile: profile, revision: 9, feedback: nil,
            seenAt: day + 9)
        #expect(await archive.previews(of: operation, profile: profile).map(\.revision) == [3, 4])
    }

    @Test func aPictureThatTwoOperationsShareStays() async throws {
        defer { clean() }
        let archive = PreviewArchive(folder: folder, byteLimit: 10)
        let other = try #require(OperationID("op_2"))
        let picture = Array(repeating: UInt8(1), count: 6)
        try await archive.add(picture, of: operation, profile: profile, revision: 0, feedback: nil, seenAt: day)
        try await archive.add(picture, of: other, profile: profile, revision: 0, feedback: nil, seenAt: day + 1)
        try await archive.add([2, 2, 2], of: other, profile: profile, revision: 1, feedback: nil, seenAt: day + 2)
        let kept = await archive.previews(of: other, profile: profile)
        #expect(kept.map(\.revision) == [0, 1])
        #expect(await archive.picture(of: kept[0]) == picture)
    }

    @Test(arguments: ["", "{", "null", "[]", "{\"previews\":3}", "\u{0}\u{1}"])
    func aDamagedIndexIsAFreshStart(text: String) async throws {
        defer { clean() }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/index.json"))
        let archive = PreviewArchive(folder: folder)
        #expect(await archive.previews(of: operation, profile: profile).isEmpty)
        try await archive.add([1], of: operation, profile: profile, revision: 0, feedback: nil, seenAt: day)
        #expect(await PreviewArchive(folder: folder).previews(of: operation, profile: profile).count == 1)
    }

    @Test func aDamagedEntryOrPictureIsLeftOut() async throws {
        defer { clean() }
        let archive = PreviewArchive(folder: folder)
        try await archive.add([1], of: operation, profile: profile, revision: 0, feedback: nil, seenAt: day)
        try await archive.add([2], of: operation, profile: profile, revision: 1, feedback: nil, seenAt: day)
        let index = folder + "/index.json"
        var json = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: index))) as? [String: [Any]])
        json["previews"]?.append(["revision": "three"])
        json["previews"]?.append(["hash": "../../etc/passwd", "profile": "p", "operation": "o", "revision": 0])
        try JSONSerialization.data(withJSONObject: json).write(to: URL(fileURLWithPath: index))
        let again = PreviewArchive(folder: folder)
        let previews = await again.previews(of: operation, profile: profile)
        #expect(previews.count == 2)
        try Data([7]).write(to: URL(fileURLWithPath: folder + "/" + previews[0].hash))
        #expect(await again.picture(of: previews[0]) == nil)
        #expect(await again.picture(of: previews[1]) == [2])
    }

    @Test func whatAKilledProcessLeftIsRemoved() async throws {
        defer { clean() }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let stranger = String(repeating: "ab", count: 32)
        for name in [stranger, "index.json.12.new"] {
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        try Data([1]).write(to: URL(fileURLWithPath: folder + "/README"))
        _ = await PreviewArchive(folder: folder).previews(of: operation, profile: profile)
        #expect(try files() == ["README"])
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func clean() {
        // Not every test makes it.
        try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent)
    }
}
