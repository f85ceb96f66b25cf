import TerminalCore

extension KeyBinding {
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
        KeyBinding(.message, "m", "message", "Give a job a further instruction", .act),
        KeyBinding(.open, "o", "open", "Open a file or page in the browser", .act),
        KeyBinding(.create, "C", "create", "Start a new world or model; in Jobs, a job", .act),
        KeyBinding(.track, [], "track", "Watch operations that run already", .act, .operations),
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
        KeyBinding(.nextReview, [], "review", "The next operation that waits for you", .move, words: ["review"]),
        KeyBinding(.focusOperations, "1", "operations", "Operations pane", .panes, words: ["ops", "operations"]),
        KeyBinding(.focusWorlds, "2", "worlds", "Worlds pane", .panes),
        KeyBinding(.focusModels, "3", "models", "Models pane", .panes),
        KeyBinding(.focusJobs, "4", "jobs", "Jobs pane", .panes),
        KeyBinding(.focusDetail, "0", "detail", "Detail pane", .panes),
        KeyBinding(
            .nextPane, [Key(.tab), .character("l"), Key(.right)], "next pane", "Next pane", .panes, words: ["next-pane"]
        ),
        KeyBinding(
            .previousPane, [Key(.backTab), .character("h"), Key(.left)], "previous pane", "Previous pane", .panes,
            words: ["previous-pane"]),
        KeyBinding(.drillIn, [Key(.enter)], "detail", "Into the detail; there, open the file", .panes),
        KeyBinding(.back, [Key(.escape)], "back", "Unmark; back to the list; close what is on top", .panes),
        KeyBinding(.nextTab, "]", "next tab", "Next tab of the detail", .panes),
        KeyBinding(.previousTab, "[", "previous tab", "Previous tab of the detail", .panes),
        KeyBinding(
            .refresh, [.character("R"), Key(.function(5))], "refresh", "Ask the server for everything now", .program),
        KeyBinding(.pause, "Z", "pause", "Stop showing changes; again: show them all", .program, .onOff),
        KeyBinding(
            .requestLog, "@", "log", "What was asked of the server, and how it went", .program,
            words: ["log", "request-log"]),
        KeyBinding(.profile, [], "profile", "Go on with another profile", .program, words: ["profile"], .profile),
        KeyBinding(.arm, [], "arm", "Allow changes until the end of this session", .program),
        KeyBinding(.disarm, [], "disarm", "Read-only again", .program),
        KeyBinding(.theme, [], "theme", "Other colours", .program, .theme),
        KeyBinding(
            .palette, [.character(":"), .control("p")], "command", "Type a command; Tab completes it", .program),
        KeyBinding(.help, [.character("?"), Key(.function(1))], "help", "This page", .program),
        KeyBinding(.redraw, [.control("l")], "redraw", "Draw the screen anew", .program),
        KeyBinding(.quit, "q", "quit", "Close what is on top; at the list, quit", .program, words: ["q", "quit"]),
        KeyBinding(.quitAtOnce, "Q", "quit", "Quit from anywhere", .program, words: ["q!", "quit-at-once"]),
    ]
}
