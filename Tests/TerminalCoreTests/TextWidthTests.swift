import CTerminal
import Foundation
import Testing

@testable import TerminalCore

@Suite struct TextWidthTests {
    /// The expected kind of a scalar, from Unicode's properties and the C library's width.
    private static func expected(_ scalar: Unicode.Scalar) -> TextWidth.Kind {
        let width = mintop_utf8_width(scalar.value)
        let properties = scalar.properties
        switch scalar.value {
        case 0x20...0x7E: return .single
        case 0x09...0x0D, 0x85, 0x2028, 0x2029, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: return .blank
        case 0xAD, 0x1F3FB...0x1F3FF: return .dropped
        // Circled numbers and hexagrams: two columns for the C library, one by East Asian Width before Unicode 16.
        case 0x3248...0x324F, 0x4DC0...0x4DFF: return .unknown
        case 0x1160...0x11FF, 0xD7B0...0xD7FF:
            if properties.isDefaultIgnorableCodePoint { return .dropped }
            return width == 0 ? .mark : .unknown
        default: break
        }
        if properties.isDefaultIgnorableCodePoint { return .dropped }
        switch properties.generalCategory {
        case .control, .format, .surrogate: return .dropped
        case .unassigned, .privateUse: return .unknown
        case .nonspacingMark, .enclosingMark: return width == 0 ? .mark : .unknown
        default: break
        }
        let isRegionalIndicator = (0x1F1E6...0x1F1FF).contains(scalar.value)
        if properties.isEmojiPresentation, width != 2, !isRegionalIndicator { return .unknown }
        return width == 1 ? .single : width == 2 ? .double : .unknown
    }

    private static var allScalars: some Sequence<Unicode.Scalar> {
        (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
    }

    @Test func tableSaysForEachScalarWhatItsPropertiesAndTheCLibrarySay() throws {
        var runs: [UInt32] = []
        var last: TextWidth.Kind?
        var wrong: [String] = []
        for scalar in Self.allScalars {
            let kind = Self.expected(scalar)
            if kind != last { runs.append(scalar.value << 3 | kind.rawValue) }
            last = kind
            if TextWidth.kind(of: scalar) != kind {
                wrong.append("U+\(String(scalar.value, radix: 16)): \(TextWidth.kind(of: scalar)), not \(kind)")
            }
        }
        if let path = ProcessInfo.processInfo.environment["MINTOP_RECORD_WIDTHS"] {
            try Self.source(of: runs).write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("recorded \(runs.count) runs; run again without MINTOP_RECORD_WIDTHS")
        }
        #expect(wrong.prefix(5).isEmpty, "\(wrong.count) in all")
    }

    private static func source(of runs: [UInt32]) -> String {
        var lines: [String] = []
        for start in stride(from: 0, to: runs.count, by: 11) {
            let row = runs[start..<min(start + 11, runs.count)].map { "0x" + String($0, radix: 16, uppercase: true) }
            lines.append("        " + row.joined(separator: ", ") + ",")
        }
        return """
            extension TextWidth {
                /// Runs of scalars of one kind, sorted: the first scalar of the run × 8 + the kind's raw value.
                ///
                /// Recorded by TextWidthTests (MINTOP_RECORD_WIDTHS=path), which also checks every scalar.
                // swift-format-ignore
                static let runs: [UInt32] = [
            \(lines.joined(separator: "\n"))
                ]
            }

            """
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
