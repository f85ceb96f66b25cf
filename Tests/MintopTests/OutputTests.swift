import CommandOutput
import Foundation
import Testing

@testable import mintop

/// Printed JSON: the same value, without characters that a terminal interprets or hides.
struct OutputTests {
    @Test(arguments: [
        ("\"plain ü 木 🍵\"", "\"plain ü 木 🍵\""), ("\"\u{9B}m\u{7F}\"", #""\u009bm\u007f""#),
        ("\"\u{202E}\u{200D}\u{FE0F}\"", #""\u202e\u200d\ufe0f""#), ("\"e\u{301}\"", #""e\u0301""#),
        ("\"\u{E0041}\"", #""\udb40\udc41""#), ("{\n}", "{\n}"),
    ])
    func whatATerminalObeysOrHidesIsEscaped(_ text: String, _ printed: String) throws {
        #expect(Output.escaped(text) == printed)
        func value(_ text: String) throws -> NSObject? {
            try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject
        }
        #expect(try value(Output.escaped(text)) == value(text))
    }

    /// Twice the input takes about twice the time, not four times.
    @Test func timeGrowsWithTheNumberOfEscapes() {
        func seconds(_ count: Int) -> Double {
            let text = "\"e" + String(repeating: "\u{301}", count: count) + "\""
            let start = clock()
            #expect(Output.escaped(text).utf8.count == count * 6 + 3)
            return Double(clock() - start) / Double(CLOCKS_PER_SEC)
        }
        let (few, many) = (seconds(20_000), seconds(80_000))
        #expect(many < few * 9 + 0.2, "\(few) s, then \(many) s")
    }
}
