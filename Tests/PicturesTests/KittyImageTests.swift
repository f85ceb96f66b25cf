import Foundation
import PictureSamples
import TerminalCore
import Testing

@testable import Pictures

@Suite struct KittyImageTests {
    @Test func theMarksAreThoseTheProtocolDefines() {
        let fused: Set<UInt32> = [
            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x30F, 0x311, 0x313,
            0x314, 0x342, 0x653, 0x654,
        ]
        let decomposing: Set<UInt32> = [0x340, 0x341, 0x343, 0x344]
        let wanted = (UInt32(0x300)...0x1FFFF).filter { value in
            guard let scalar = Unicode.Scalar(value), !fused.contains(value), !decomposing.contains(value),
                scalar.properties.generalCategory == .nonspacingMark, let age = scalar.properties.age
            else { return false }
            return scalar.properties.canonicalCombiningClass.rawValue == 230 && (age.major, age.minor) <= (6, 0)
        }
        #expect((0..<KittyDiacritics.count).compactMap { KittyDiacritics.mark($0)?.value } == wanted)
        #expect(KittyDiacritics.count == 297)
    }

    @Test(arguments: 0..<297)
    func everyMarkMayStandOnAPlaceholder(index: Int) throws {
        let mark = try #require(KittyDiacritics.mark(index))
        let glyph = try #require(Glyph(picturePart: [mark, mark]))
        #expect(glyph.columns == 1 && glyph.base.value == 0x10EEEE)
    }

    @Test func placeholdersCountRowsAndColumnsAndTellTheNumberAsAColor() throws {
        let image = try #require(KittyImage(number: 42, size: Size(columns: 3, rows: 2)))
        let cells = image.placeholders(depth: .indexed256, background: .palette(235))
        #expect(cells[0, 0].glyph.text == "\u{10EEEE}\u{305}\u{305}")
        #expect(cells[2, 1].glyph.text == "\u{10EEEE}\u{30D}\u{30E}")
        #expect(cells[2, 1].style == Style(foreground: .palette(42), background: .palette(235)))
        let direct = image.placeholders(depth: .direct, background: .terminalDefault)
        #expect(direct[0, 0].style.foreground == .rgb(0, 0, 42))
    }

    @Test(arguments: [0, 1, 3_071, 3_072, 3_073, 10_000])
    func aFileIsSentInPiecesThatMakeItWhole(count: Int) throws {
        let file = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let image = try #require(KittyImage(number: 16, size: Size(columns: 8, rows: 4)))
        let text = String(decoding: image.transmission(png: file, route: .direct), as: UTF8.self)
        let pieces = text.components(separatedBy: "\u{1B}\\").dropLast()
        var digits = ""
        for (index, piece) in pieces.enumerated() {
            let parts = piece.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            let more = index == pieces.count - 1 ? 0 : 1
            let keys = index == 0 ? "\u{1B}_Ga=T,U=1,q=2,f=100,t=d,i=16,c=8,r=4,m=\(more)" : "\u{1B}_Gq=2,m=\(more)"
            #expect(parts[0] == keys)
            if parts.count > 1 {
                #expect(parts[1].count <= 4_096)
                digits += parts[1]
            }
        }
        #expect(Data(base64Encoded: digits) == Data(file))
    }

    @Test func tmuxHandsOnWhatIsWrapped() {
        let plain = KittyImage.deletion(number: 20, route: .direct)
        #expect(String(decoding: plain, as: UTF8.self) == "\u{1B}_Ga=d,d=I,q=2,i=20\u{1B}\\")
        let wrapped = KittyImage.deletion(number: 20, route: .tmux)
        #expect(
            String(decoding: wrapped, as: UTF8.self)
                == "\u{1B}Ptmux;\u{1B}\u{1B}_Ga=d,d=I,q=2,i=20\u{1B}\u{1B}\\\u{1B}\\")
    }

    @Test(arguments: [(15, 1, 1), (16, 0, 1), (16, 1, 298)])
    func whatPlaceholdersCannotSayIsRefused(number: UInt8, columns: Int, rows: Int) {
        #expect(KittyImage(number: number, size: Size(columns: columns, rows: rows)) == nil)
    }

    @Test func numbersGoFromThePictureUnusedForLongest() throws {
        var gallery = KittyGallery()
        let keys = (0..<240).map {
            KittyGallery.Key(hash: ContentHash(of: [UInt8($0)]), size: Size(columns: 1, rows: 1))
        }
        for key in keys {
            let number = gallery.takeNumber()
            gallery.add(key, try #require(number))
        }
        #expect(Set(keys.compactMap { gallery.number(of: $0) }) == Set(KittyImage.numbers))
        // The first was used again, so the second is the oldest.
        let second = gallery.number(of: keys[1])
        for key in keys where key != keys[1] { _ = gallery.number(of: key) }
        #expect(gallery.takeNumber() == second)
        #expect(gallery.number(of: keys[1]) == nil)
    }

    @Test func whatIsForgottenIsStillDeletedAtTheEnd() throws {
        var gallery = KittyGallery()
        let keys = (0..<3).map {
            KittyGallery.Key(hash: ContentHash(of: [UInt8($0)]), size: Size(columns: 1, rows: 1))
        }
        for key in keys {
            let number = gallery.takeNumber()
            gallery.add(key, try #require(number))
        }
        let numbers = gallery.used
        #expect(numbers.count == 3)
        gallery.forget()
        #expect(gallery.number(of: keys[0]) == nil)
        // One of them, sent again, takes an earlier number.
        let number = gallery.takeNumber()
        gallery.add(keys[0], try #require(number))
        #expect(gallery.used == numbers)
    }
}
