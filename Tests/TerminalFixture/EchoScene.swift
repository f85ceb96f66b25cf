import Foundation
import NcursesTerminal
import Synchronization
import TerminalCore

/// Prints each event as a line of text, and handles function keys.
struct EchoScene: Scene {
    private let facts: SafeText
    private var lines: [SafeText] = []
    private(set) var cursor: Point?
    var ringsAfterFrame: Bool { false }

    init(_ terminal: Terminal) async {
        facts = "\(await terminal.depth) unicode \(await terminal.isUnicode) · \(await terminal.depthReason)"
    }

    mutating func receive(_ event: TerminalEvent, on terminal: Terminal) async {
        if case .key(let key) = event, case .function(let number) = key.code, key.modifiers == .alt {
            await act(number, on: terminal)
        }
        if case .keys(let keys) = event {
            lines += keys.map { Self.describe(.key($0)) }
        } else {
            lines.append(Self.describe(event))
        }
    }

    private mutating func act(_ number: Int, on terminal: Terminal) async {
        switch number {
        case 1: UnsafeMutablePointer<Int>(bitPattern: 16)?.pointee = 1
        case 2: fatalError("asked for")
        case 3: exit(3)
        case 4: FileHandle.standardError.write(Data("a complaint\u{1B}[2J\n".utf8))
        case 5: await terminal.setTitle("fixture \u{7}title")
        case 6: cursor = cursor == nil ? Point(column: 5, row: 1) : nil
        case 7:
            await terminal.leave()
            print("outside")
            await terminal.call([7])
            let line = readLine() ?? "nothing"
            let hasReturned = Atomic(false)
            await terminal.reenter { hasReturned.store(true, ordering: .relaxed) }
            lines.append("\(hasReturned.load(ordering: .relaxed) ? "returned " : "")read \(line)")
        case 8: await terminal.redraw()
        case 9: await terminal.suspend()
        case 10: await terminal.setMouse(true)
        case 12:
            // Long enough that only an answer ends it. A terminal without this feature answers the following query.
            let background = await terminal.background { await Self.sleep(seconds: 30) }
            lines.append("background \(background.map { $0.isDark ? "dark" : "light" } ?? "unknown")")
        case 11:
            // From here on, events are not handled; the test waits for this.
            await terminal.bell()
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        default: break
        }
    }

    private static func sleep(seconds: Int) async {
        // `try?`: it ends early when the answer came.
        try? await Task.sleep(for: .seconds(seconds))
    }

    func draw(_ size: Size) -> Canvas {
        var canvas = Canvas(size: size)
        canvas.write("ready \(size.columns)x\(size.rows) \(facts.string)", column: 0, row: 0, style: .plain)
        let room = max(1, size.rows - 1)
        for (row, line) in lines.suffix(room).enumerated() {
            canvas.write(line, column: 0, row: row + 1, style: .plain)
        }
        return canvas
    }

    private static func describe(_ event: TerminalEvent) -> SafeText {
        switch event {
        case .key(let key): "key <\(describe(key))>"
        case .keys(let keys): "keys \(keys.count)"
        case .paste(let text): "paste \(text.unicodeScalars.count) <\(text.suffix(40).debugDescription)>"
        case .mouse(let mouse): "mouse \(mouse.action) \(mouse.at.column),\(mouse.at.row)"
        case .resize(let size): "resize \(size.columns)x\(size.rows)"
        case .resumed: "resumed"
        case .endRequested(let reason): "end \(reason)"
        }
    }

    private static func describe(_ key: Key) -> String {
        var parts: [String] = []
        if key.modifiers.contains(.control) { parts.append("ctrl") }
        if key.modifiers.contains(.alt) { parts.append("alt") }
        if key.modifiers.contains(.shift) { parts.append("shift") }
        switch key.code {
        case .character(let character): parts.append(String(character))
        case .function(let number): parts.append("F\(number)")
        default: parts.append("\(key.code)")
        }
        return parts.joined(separator: "+")
    }
}
