import Foundation
import MintDomain
import Testing

struct AssetListTests {
    @Test func eachFileHasAFormatANameAndAnEnd() {
        let list = AssetList(
            [
                Asset(name: "previewImage", url: "https://cdn.mint.gg/p/1.JPEG?expires=1800000000"),
                Asset(name: "glb", url: "https://cdn.mint.gg/m?Expires=1800000001", byteCount: 12),
                Asset(name: "optimizedGlb", url: "https://cdn.mint.gg/o.glb"),
                Asset(name: "spz 500k", url: "https://cdn.mint.gg/s-500k.spz"),
                Asset(name: "converted obj", url: "https://cdn.mint.gg/lamp.zip"),
                Asset(name: "secret", url: "https://cdn.mint.gg/run.desktop"),
            ], title: "Brass lamp, “old”!", id: "model_0123456789")
        #expect(
            list.entries.map(\.fileName) == [
                "Brass-lamp-old-23456789-preview.jpg", "Brass-lamp-old-23456789.glb",
                "Brass-lamp-old-23456789-optimized.glb", "Brass-lamp-old-23456789-spz-500k.spz",
                "Brass-lamp-old-23456789-converted-obj.zip", "Brass-lamp-old-23456789-secret.bin",
            ])
        #expect(list.entries.map(\.format) == [.jpg, .glb, .glb, .spz, .zip, .bin])
        #expect(list.entries[0].expiresAt == Date(timeIntervalSince1970: 1_800_000_000))
        #expect(list.entries[1].isExpired(at: Date(timeIntervalSince1970: 1_800_000_001)))
        #expect(!list.entries[2].isExpired(at: .distantFuture))
        #expect(list.matching("GLB").map(\.asset.name) == ["glb"])
        #expect(list.matching("zip").map(\.asset.name) == ["converted obj"])
        #expect(list.matching("nothing").isEmpty)
    }

    @Test func noTwoFilesOfAListHaveOneName() {
        let names = ["x/y", "x:y", "X y", "é", "e\u{301}", "ｘ", ""]
        let list = AssetList(names.map { Asset(name: $0, url: "https://a.example/f.glb") }, title: nil, id: "id")
        let keys = Set(list.entries.map { FileName.key($0.fileName) })
        #expect(keys.count == names.count)
        #expect(list.entries.allSatisfy { FileName.isSafe($0.fileName) })
    }
}

struct FileNameTests {
    @Test(arguments: [
        ("../../etc/passwd", "etc-passwd-x.glb"), (".hidden", "hidden-x.glb"), ("-rf", "rf-x.glb"),
        ("a\u{0}b\u{1B}[31m\nc", "a-b-31m-c-x.glb"), ("\u{202E}bcd\u{200B}", "bcd-x.glb"), ("", "x.glb"),
        ("...", "x.glb"), ("雨の庭", "雨の庭-x.glb"), ("नमस्ते", "नमस्ते-x.glb"), ("e\u{301}te\u{301}", "\u{e9}t\u{e9}-x.glb"),
        ("🦊 fox", "fox-x.glb"), ("a\\b:c*d?e\"f<g>h|i", "a-b-c-d-e-f-g-h-i-x.glb"),
    ])
    func aNameHoldsNothingOdd(title: String, name: String) {
        #expect(FileName.make([title], tail: "x", .glb) == name)
    }

    @Test func aReservedNameIsChanged() {
        #expect(FileName.make(["con"], .txt) == "_con.txt")
        #expect(FileName.make(["LPT1"], .glb) == "_LPT1.glb")
    }

    @Test func aLongNameIsCutBetweenCharacters() {
        let name = FileName.make([String(repeating: "雨", count: 500)], tail: "id-preview", .png)
        #expect(name.utf8.count <= FileName.maximumBytes)
        #expect(name.hasSuffix("雨-id-preview.png"))
        #expect(FileName.isSafe(name))
    }

    @Test func randomTextMakesSafeNames() {
        var state: UInt64 = 11
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: state >> 33) % 0x3000) { text.append(scalar) }
            }
            let name = FileName.make([String(text)], tail: String(text), .glb)
            #expect(FileName.isSafe(name), "\(name.debugDescription)")
        }
    }

    @Test func aNumberGoesBeforeTheEnding() {
        #expect(FileName.numbered("lamp.glb", 2) == "lamp (2).glb")
        #expect(FileName.numbered("lamp", 3) == "lamp (3)")
    }
}

struct LinkExpiryTests {
    @Test(
        arguments: [
            ("https://a.example/f?expires=1800000000&signature=x", 1_800_000_000),
            ("https://a.example/f?Expires=1800000000&Key-Pair-Id=x", 1_800_000_000),
            ("https://a.example/f?X-Amz-Date=20270115T080000Z&X-Amz-Expires=3600&X-Amz-Signature=x", 1_800_003_600),
            ("https://a.example/f?X-Goog-Date=20270115T080000Z&X-Goog-Expires=60#x", 1_800_000_060),
            ("https://a.example/f?se=2027-01-15T08%3A00%3A00Z&sig=x", 1_800_000_000),
            ("https://a.example/f", nil), ("https://a.example/f?expires=soon", nil),
            ("https://a.example/f?se=2027", nil),
            ("https://a.example/f?expires=99999999999999999999", nil), ("https://a.example/f#?expires=1", nil),
            ("https://a.example/f?X-Amz-Date=20279915T080000Z&X-Amz-Expires=3600", nil),
        ] as [(String, Double?)])
    func theEndOfALinkIsRead(link: String, seconds: Double?) {
        #expect(LinkExpiry.date(of: link) == seconds.map { Date(timeIntervalSince1970: $0) })
    }
}
