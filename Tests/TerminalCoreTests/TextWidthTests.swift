import CTerminal
import Foundation
import Testing

@testable import TerminalCore

@Suite struct TextWidthTests {
    private static var allScalars: some Sequence<Unicode.Scalar> {
        (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
    }

    @Test func whatCleaningLetsThroughHasTheWidthOfTheCLibrary() {
        var wrong: [UInt32] = []
        for scalar in Self.allScalars {
            for kept in SafeText(String(Character(scalar))).string.unicodeScalars
            where TextWidth.columns(of: kept) != Int(mintop_utf8_width(kept.value)) {
                wrong.append(kept.value)
            }
        }
        #expect(wrong.prefix(5).isEmpty, "\(wrong.count) in all")
    }

    @Test(
        arguments: [
            ("a", 1), ("é", 1), ("漢", 2), ("한", 2), ("！", 2), ("🚀", 2), ("─", 1), ("█", 1), ("…", 1), ("\u{0301}", 0),
            ("❤", 1), ("⚡", 2), ("\u{FFFD}", 1), ("ก", 1), ("\u{1F1E9}", 1),
        ] as [(Unicode.Scalar, Int)])
    func widthsOfCommonCharacters(scalar: Unicode.Scalar, columns: Int) {
        #expect(TextWidth.columns(of: scalar) == columns)
    }
}
