extension TextEditor {
    package mutating func deleteBackward() {
        replace(max(0, cursor - 1)..<cursor, with: "")
    }

    package mutating func deleteForward() {
        replace(cursor..<min(cursor + 1, text.count), with: "")
    }

    /// Deletes back to the beginning of the word, up to the preceding white space.
    package mutating func deleteWordBackward() {
        let characters = Array(text)
        var start = cursor
        while start > 0, characters[start - 1].isWhitespace { start -= 1 }
        while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
        replace(start..<cursor, with: "")
    }

    /// Deletes to the end of the line, or deletes the line break if the cursor is there.
    package mutating func deleteToLineEnd() {
        let end = lineEnd
        replace(cursor..<(end == cursor ? min(cursor + 1, text.count) : end), with: "")
    }

    /// Deletes to the start of the line, or deletes the preceding line break if the cursor is there.
    package mutating func deleteToLineStart() {
        let start = lineStart
        replace((start == cursor ? max(0, cursor - 1) : start)..<cursor, with: "")
    }

    // MARK: Movement

    /// Moves the cursor by that many characters, limited to the text.
    package mutating func move(by characters: Int) {
        place(at: cursor + characters)
    }

    /// Moves to the start of the current or previous word.
    package mutating func moveWordLeft() {
        let characters = Array(text)
        var position = cursor
        while position > 0, !characters[position - 1].isOfWord { position -= 1 }
        while position > 0, characters[position - 1].isOfWord { position -= 1 }
        place(at: position)
    }

    /// Moves to the end of the current or next word.
    package mutating func moveWordRight() {
        let characters = Array(text)
        var position = cursor
        while position < characters.count, !characters[position].isOfWord { position += 1 }
        while position < characters.count, characters[position].isOfWord { position += 1 }
        place(at: position)
    }

    /// Moves to the start of the logical line.
    package mutating func moveToLineStart() {
        place(at: lineStart)
    }

    /// Moves to the end of the logical line.
    package mutating func moveToLineEnd() {
        place(at: lineEnd)
    }

    package mutating func moveToStart() {
        place(at: 0)
    }

    package mutating func moveToEnd() {
        place(at: text.count)
    }

    private mutating func place(at position: Int) {
        stickyColumn = nil
        cursor = min(max(0, position), text.count)
    }

    private var lineStart: Int {
        text.prefix(cursor).lastIndex(of: "\n").map { text.distance(from: text.startIndex, to: $0) + 1 } ?? 0
    }

    private var lineEnd: Int {
        cursor + text.dropFirst(cursor).prefix { $0 != "\n" }.count
    }
}

extension Character {
    fileprivate var isOfWord: Bool { isLetter || isNumber || self == "_" }
}
