package import TerminalCore

/// One line of the key table: it drives dispatch, footer and help alike.
package struct KeyBinding: Sendable {
    /// The heading it stands under in the help.
    package enum Group: String, Sendable, CaseIterable {
        case act = "Act"
        case mark = "Mark, to act on several"
        case move = "Move"
        case panes = "Panes and tabs"
        case program = "Program"
    }

    package let command: Command
    /// Any of them does it; the first is the one the footer shows.
    package let keys: [Key]
    /// One word for the footer.
    package let title: SafeText
    /// One sentence for the help.
    package let help: SafeText
    package let group: Group

    /// The table in force, in the order of the help.
    package static let standard: [KeyBinding] = [
        KeyBinding(.approve, "a", "approve", "Approve the preview", .act),
        KeyBinding(.revise, "r", "revise", "Say what should change in the preview", .act),
        KeyBinding(.cancel, "x", "cancel", "Cancel the operation", .act),
        KeyBinding(.resume, "u", "resume", "Go on after a top-up", .act),
        KeyBinding(.retry, "X", "retry", "Try again what failed, as a new operation", .act),
        KeyBinding(.optimize, "O", "optimize", "Make a lighter file of a model", .act),
        KeyBinding(.convert, "T", "convert", "Turn a model into other formats", .act),
        KeyBinding(.undo, "z", "undo", "Take back the newest decision that is held", .act),
        KeyBinding(.open, "o", "open", "Open a file or page in the browser", .act),
        KeyBinding(.create, "C", "create", "Start a new world or model", .act),
        KeyBinding(.mark, " ", "mark", "Mark or unmark the operation, and go down", .mark),
        KeyBinding(.markRange, "v", "range", "Mark as the cursor moves; again: done", .mark),
        KeyBinding(.markAll, "*", "all", "Mark all; again: none", .mark),
        KeyBinding(.moveDown, [.character("j"), Key(.down)], "down", "Next row", .move),
        KeyBinding(.moveUp, [.character("k"), Key(.up)], "up", "Previous row", .move),
        KeyBinding(.moveFirst, [.character("g"), Key(.home)], "first", "First row", .move),
        KeyBinding(.moveLast, [.character("G"), Key(.end)], "last", "Last row; loads the next page", .move),
        KeyBinding(.moveHalfPageDown, [.control("d")], "half down", "Half a page down", .move),
        KeyBinding(.moveHalfPageUp, [.control("u")], "half up", "Half a page up", .move),
        KeyBinding(.movePageDown, [Key(.pageDown)], "page down", "A page down", .move),
        KeyBinding(.movePageUp, [Key(.pageUp)], "page up", "A page up", .move),
        KeyBinding(.nextServerPage, ".", "next page", "Next page from the server", .move),
        KeyBinding(.previousServerPage, ",", "previous page", "Back to the page before", .move),
        KeyBinding(.focusOperations, "1", "operations", "Operations pane", .panes),
        KeyBinding(.focusWorlds, "2", "worlds", "Worlds pane", .panes),
        KeyBinding(.focusModels, "3", "models", "Models pane", .panes),
        KeyBinding(.focusDetail, "0", "detail", "Detail pane", .panes),
        KeyBinding(
            .nextPane, [Key(.tab), .character("l"), Key(.right)], "next pane", "Next pane", .panes),
        KeyBinding(
            .previousPane, [Key(.backTab), .character("h"), Key(.left)], "previous pane", "Previous pane", .panes),
        KeyBinding(.drillIn, [Key(.enter)], "detail", "Into the detail; there, open the file", .panes),
        KeyBinding(.back, [Key(.escape)], "back", "Unmark; back to the list; close what is on top", .panes),
        KeyBinding(.nextTab, "]", "next tab", "Next tab of the detail", .panes),
        KeyBinding(.previousTab, "[", "previous tab", "Previous tab of the detail", .panes),
        KeyBinding(
            .refresh, [.character("R"), Key(.function(5))], "refresh", "Ask the server for everything now", .program),
        KeyBinding(.pause, "Z", "pause", "Stop showing changes; again: show them all", .program),
        KeyBinding(.requestLog, "@", "log", "What was asked of the server, and how it went", .program),
        KeyBinding(.help, [.character("?"), Key(.function(1))], "help", "This page", .program),
        KeyBinding(.redraw, [.control("l")], "redraw", "Draw the screen anew", .program),
        KeyBinding(.quit, "q", "quit", "Close what is on top; at the list, quit", .program),
        KeyBinding(.quitAtOnce, "Q", "quit", "Quit from anywhere", .program),
    ]

    /// The command of a key; nil for a key that does nothing.
    package static func command(for key: Key) -> Command? {
        commands[key]
    }

    /// The line of a command.
    package static func of(_ command: Command) -> KeyBinding? {
        standard.first { $0.command == command }
    }

    private static let commands: [Key: Command] = Dictionary(
        standard.flatMap { binding in binding.keys.map { ($0, binding.command) } },
        uniquingKeysWith: { first, _ in first })

    private init(_ command: Command, _ keys: [Key], _ title: SafeText, _ help: SafeText, _ group: Group) {
        self.command = command
        self.keys = keys
        self.title = title
        self.help = help
        self.group = group
    }

    private init(_ command: Command, _ key: Character, _ title: SafeText, _ help: SafeText, _ group: Group) {
        self.init(command, [.character(key)], title, help, group)
    }
}

extension Key {
    /// How a key is written in footer and help: `a`, `Ctrl-d`, `PgDn`, `F1`.
    package var name: SafeText {
        var prefix = ""
        if modifiers.contains(.control) { prefix += "Ctrl-" }
        if modifiers.contains(.alt) { prefix += "Alt-" }
        return "\(prefix)\(code.name)"
    }
}

extension KeyCode {
    fileprivate var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
