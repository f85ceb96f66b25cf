package import TerminalCore

extension TextEditor {
    /// Handles a key press. Returns whether the key belongs to text fields; Tab, Escape, page and function keys do not.
    ///
    /// Besides the arrows, Home, End, Backspace and Delete, it supports the readline keys Ctrl-A, E, B, F, P, N, H, W,
    /// K and U. Ctrl or Alt with an arrow moves by words; Ctrl-Home and Ctrl-End move to the ends of the text. Without
    /// `columns`, moving up and down goes by logical lines.
    package mutating func handle(_ key: Key, columns: Int? = nil) -> Bool {
        if key.modifiers.contains(.control) { return handleControl(key.code, columns) }
        if key.modifiers.contains(.alt) { return handleAlt(key.code) }
        switch key.code {
        case .character(let character): insert(String(character))
        case .enter: insert("\n")
        case .backspace: deleteBackward()
        case .delete: deleteForward()
        case .left: move(by: -1)
        case .right: move(by: 1)
        case .up: moveVertically(by: -1, columns: columns)
        case .down: moveVertically(by: 1, columns: columns)
        case .home: moveToLineStart()
        case .end: moveToLineEnd()
        case .escape, .tab, .backTab, .insert, .pageUp, .pageDown, .function: return false
        }
        return true
    }

    private mutating func handleControl(_ code: KeyCode, _ columns: Int?) -> Bool {
        switch code {
        case .character("a"): moveToLineStart()
        case .character("e"): moveToLineEnd()
        case .character("b"): move(by: -1)
        case .character("f"): move(by: 1)
        case .character("p"): moveVertically(by: -1, columns: columns)
        case .character("n"): moveVertically(by: 1, columns: columns)
        case .character("h"): deleteBackward()
        case .character("w"), .backspace: deleteWordBackward()
        case .character("k"): deleteToLineEnd()
        case .character("u"): deleteToLineStart()
        case .left: moveWordLeft()
        case .right: moveWordRight()
        case .home: moveToStart()
        case .end: moveToEnd()
        default: return false
        }
        return true
    }

    private mutating func handleAlt(_ code: KeyCode) -> Bool {
        switch code {
        case .character("b"), .left: moveWordLeft()
        case .character("f"), .right: moveWordRight()
        case .backspace: deleteWordBackward()
        case .enter: insert("\n")
        default: return false
        }
        return true
    }
}
