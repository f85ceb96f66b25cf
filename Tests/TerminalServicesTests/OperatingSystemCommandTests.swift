import TerminalCore
import Testing

@testable import TerminalServices

struct OperatingSystemCommandTests {
    @Test func tmuxDoublesEveryEscape() {
        let bytes = OperatingSystemCommand("9;x").bytes(through: .tmux)
        #expect(bytes == Array("\u{1B}Ptmux;\u{1B}\u{1B}]9;x\u{1B}\u{1B}\\\u{1B}\\".utf8))
    }

    @Test func screenGetsPiecesItDoesNotCut() {
        let text = String(repeating: "abcdefghij", count: 100)
        let bytes = OperatingSystemCommand(ascii: Array(text.utf8)).bytes(through: .screen)
        let pieces = String(decoding: bytes, as: UTF8.self).components(between: "\u{1B}P", and: "\u{1B}\\")
        #expect(pieces.allSatisfy { $0.utf8.count <= 240 })
        #expect(pieces.joined() == "\u{1B}]\(text)\u{7}")
    }
}

extension String {
    /// The texts between pairs of marks that follow each other directly.
    fileprivate func components(between start: String, and end: String) -> [String] {
        var rest = self[...]
        var result: [String] = []
        while rest.hasPrefix(start), let range = rest.firstRange(of: end) {
            result.append(String(rest[rest.index(rest.startIndex, offsetBy: start.count)..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return rest.isEmpty ? result : []
    }
}
