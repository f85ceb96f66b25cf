import TerminalCore
import Testing

@testable import Dashboard

/// Random edits against a model of the texts before and after the cursor.
struct TextEditorPropertyTests {
    struct Model {
        var before = ""
        var after = ""

        mutating func insert(_ text: String) {
            before += text
            mend()
        }

        mutating func deleteBackward() {
            if !before.isEmpty { before.removeLast() }
            mend()
        }

        mutating func deleteForward() {
            if !after.isEmpty { after.removeFirst() }
            mend()
        }

        mutating func left() {
            if let last = before.popLast() { after = String(last) + after }
        }

        mutating func right() {
            if !after.isEmpty { before.append(after.removeFirst()) }
        }

        /// Moves scalars until no character is split.
        private mutating func mend() {
            let whole = before + after
            var rest = after.unicodeScalars
            var front = before.unicodeScalars
            while !rest.isEmpty {
                let index = whole.unicodeScalars.index(whole.startIndex, offsetBy: front.count)
                if index.samePosition(in: whole) != nil, whole.indices.contains(index) { break }
                front.append(rest.removeFirst())
            }
            before = String(front)
            after = String(rest)
        }
    }

    static let pieces = [
        "a", "Z", " ", "  ", "\n", "é", "e\u{301}", "\u{301}", "漢", "字", "👨‍👩‍👧", "\u{200D}", "🇩", "🇪", "❤️", "word ", "1",
    ]

    @Test(arguments: 0..<20)
    func randomEditsKeepTheCursorBetweenCharactersAndTheTextRight(seed: UInt64) {
        var random = SeededRandom(state: seed)
        var editor = TextEditor(limit: 50)
        var model = Model()
        for _ in 0..<150 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...4:
                let piece = Self.pieces.randomElement(using: &random) ?? ""
                editor.insert(piece)
                model.insert(piece)
            case 5:
                _ = editor.handle(Key(.backspace))
                model.deleteBackward()
            case 6:
                _ = editor.handle(Key(.delete))
                model.deleteForward()
            case 7:
                _ = editor.handle(Key(.left))
                model.left()
            case 8:
                _ = editor.handle(Key(.right))
                model.right()
            default:
                // Up and then down may end elsewhere, so the model takes over the resulting position.
                _ = editor.handle(Key(Bool.random(using: &random) ? .up : .down), columns: 9)
                let place = editor.text.index(editor.text.startIndex, offsetBy: editor.cursor)
                model = Model(before: String(editor.text[..<place]), after: String(editor.text[place...]))
            }
            let expected = model.before + model.after
            #expect(editor.text.unicodeScalars.elementsEqual(expected.unicodeScalars))
            #expect(editor.cursor == model.before.count)
            #expect((0...editor.text.count).contains(editor.cursor))
        }
    }

    @Test(arguments: 0..<20)
    func everyLayoutShowsTheWholeTextAndTheCursorInsideTheField(seed: UInt64) {
        var random = SeededRandom(state: seed &+ 100)
        for _ in 0..<40 {
            let text = (0..<Int.random(in: 0...30, using: &random))
                .compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
            var editor = TextEditor(text: text, limit: 50)
            editor.cursor = Int.random(in: 0...editor.text.count, using: &random)
            let columns = Int.random(in: 3...14, using: &random)
            let rows = Int.random(in: 1...6, using: &random)
            let window = editor.layout(columns: columns, rows: rows)
            #expect((1...rows).contains(window.lines.count))
            #expect(window.lines.allSatisfy { $0.columns <= columns })
            #expect((0..<columns).contains(window.cursor.column))
            #expect(window.lines.indices.contains(window.cursor.row))
            let whole = editor.layout(columns: columns, rows: 1000).lines.map(\.string).joined()
            let drawn = editor.text.split(separator: "\n").map { SafeText($0).string }.joined()
            #expect(whole == drawn)
        }
    }
}
