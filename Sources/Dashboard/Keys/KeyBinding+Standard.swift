import TerminalCore

extension KeyBinding {
    /// The default bindings, in the order of the help.
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
        KeyBinding(.create, "C", "create", "Start a new world or model; in Jobs, a job", .act),
        KeyBinding(.watch, "w", "watch", "Toggle notifications", .act),
        KeyBinding(.track, [], "track", "Watch operations that run already", .act, .operations),
        KeyBinding(
            .reviewDesk, "p", "review", "Review what is waiting, one at a time", .review,
            words: ["review", "desk"]),
        KeyBinding(
            .nextReview, "n", "next review", "The next operation that waits for you", .review, words: ["next-review"]),
        KeyBinding(
            .nextWaiting, [.character("n"), .character("l"), Key(.right)], "next", "The next one that waits", .review),
        KeyBinding(
            .previousWaiting, [.character("p"), .character("h"), Key(.left)], "previous", "The one before", .review),
        KeyBinding(.earlierPreview, "[", "earlier", "The preview before this one", .review),
        KeyBinding(.laterPreview, "]", "later", "Back towards the present preview", .review),
        KeyBinding(.compare, "c", "compare", "Both previews side by side; again: one", .review),
        KeyBinding(.flicker, " ", "flicker", "Flick between both previews, in place", .review),
        KeyBinding(.editFeedback, "e", "edit", "Write the feedback in your own editor", .review),
        KeyBinding(.open, "o", "open", "Open a file or page in the browser", .files),
        KeyBinding(
            .copy, "c", "copy", "Copy the link of a file or a PR, or the id", .files, words: ["copy"]),
        KeyBinding(
            .copyMenu, "y", "copy…", "Copy id, link, prompt, JSON or curl line", .files, words: ["copy-menu"]),
        KeyBinding(.openInEditor, "e", "editor", "Read the JSON in your own editor", .files, words: ["edit"]),
        KeyBinding(.download, "d", "download", "Download the file, or go on with it", .files),
        KeyBinding(.downloadAll, "D", "download all", "Download every file", .files),
        KeyBinding(.stopDownload, "s", "stop", "Stop the download; it can go on later", .files),
        KeyBinding(
            .look, "V", "look", "Turn a model, or look around in a world", .files, words: ["look", "view", "turntable"]),
        KeyBinding(.turnLeft, [.character("h"), Key(.left)], "left", "Turn to the left", .viewer),
        KeyBinding(.turnRight, [.character("l"), Key(.right)], "right", "Turn to the right", .viewer),
        KeyBinding(.turnUp, [.character("k"), Key(.up)], "up", "Turn upwards", .viewer),
        KeyBinding(.turnDown, [.character("j"), Key(.down)], "down", "Turn downwards", .viewer),
        KeyBinding(.zoomIn, [.character("+"), .character("=")], "zoom in", "Come nearer", .viewer),
        KeyBinding(.zoomOut, "-", "zoom out", "Go further away", .viewer),
        KeyBinding(.panLeft, [Key(.left, .shift)], "pan left", "Move it to the left", .viewer),
        KeyBinding(.panRight, [Key(.right, .shift)], "pan right", "Move it to the right", .viewer),
        KeyBinding(.panUp, [Key(.up, .shift), Key(.pageUp)], "pan up", "Move it upwards", .viewer),
        KeyBinding(.panDown, [Key(.down, .shift), Key(.pageDown)], "pan down", "Move it downwards", .viewer),
        KeyBinding(.autoTurn, " ", "spin", "Let it turn by itself; again: stop", .viewer),
        KeyBinding(.wireframe, "w", "wireframe", "Only the edges; again: the surfaces", .viewer),
        KeyBinding(.light, "L", "light", "With or without the light", .viewer),
        KeyBinding(.textures, "t", "textures", "With or without textures and colors", .viewer),
        KeyBinding(.resetView, "0", "reset", "Back to how it was at first", .viewer),
        KeyBinding(.otherFile, [Key(.tab)], "other file", "The next file that can be viewed", .viewer),
        KeyBinding(
            .filter, "/", "filter", "Only rows that fit; Enter keeps it, Esc clears it", .list, words: ["filter"]),
        KeyBinding(.facet, "f", "status", "Only rows of one status; again: the next", .list, words: ["status"]),
        KeyBinding(.sort, "s", "sort", "Sort by a column; again: the next", .list, words: ["sort"]),
        KeyBinding(.invertSort, "I", "invert", "Reverse the sort order", .list, words: ["invert"]),
        KeyBinding(.follow, "F", "follow", "The cursor goes to what changes, until you move", .list, words: ["follow"]),
        KeyBinding(.search, "/", "search", "Search the text of the detail", .panes, words: ["search"]),
        KeyBinding(.nextMatch, "n", "next match", "In the detail, the next place", .panes),
        KeyBinding(.previousMatch, "N", "previous match", "In the detail, the place before", .panes),
        KeyBinding(.mark, " ", "mark", "Mark or unmark the operation, and go down", .mark),
        KeyBinding(.markRange, "v", "range", "Mark as the cursor moves; again: done", .mark),
        KeyBinding(.markAll, "*", "all", "Mark all; again: none", .mark),
        KeyBinding(.clearMarks, [.control("\\")], "unmark", "Take all marks away", .mark),
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
        KeyBinding(.moveLeft, [.character("h"), Key(.left)], "left", "Tile to the left, in thumbnails", .move),
        KeyBinding(.moveRight, [.character("l"), Key(.right)], "right", "Tile to the right, in thumbnails", .move),
        KeyBinding(
            .focusOperations, "1", "operations", "Operations pane", .panes, words: ["ops", "operations"],
            .filter(.operations)),
        KeyBinding(.focusWorlds, "2", "worlds", "Worlds pane", .panes, .filter(.worlds)),
        KeyBinding(.focusModels, "3", "models", "Models pane", .panes, .filter(.models)),
        KeyBinding(.focusJobs, "4", "jobs", "Jobs pane", .panes, .filter(.jobs)),
        KeyBinding(
            .sheet, "t", "thumbnails", "Worlds or Models as pictures, or a list", .panes,
            words: ["thumbnails"]),
        KeyBinding(.focusDetail, "0", "detail", "Detail pane", .panes),
        KeyBinding(
            .nextPane, [Key(.tab), .character("l"), Key(.right)], "next pane", "Next pane", .panes, words: ["next-pane"]
        ),
        KeyBinding(
            .previousPane, [Key(.backTab), .character("h"), Key(.left)], "previous pane", "Previous pane", .panes,
            words: ["previous-pane"]),
        KeyBinding(
            .lastPane, "-", "last pane", "Where you were before; again: back here", .panes, words: ["last-pane"]),
        KeyBinding(.enlarge, "+", "zoom", "A list and its detail, then one pane, then all", .panes, words: ["zoom"]),
        KeyBinding(.shrink, "_", "zoom back", "The same the other way round", .panes),
        KeyBinding(.moveDetail, "P", "move detail", "The detail beside the lists, or below them", .panes),
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
        KeyBinding(
            .profile, [], "profile", "Go on with another profile", .program, words: ["profile", "ctx"], .profile
        ),
        KeyBinding(.arm, [], "arm", "Allow changes until the end of this session", .program),
        KeyBinding(.disarm, [], "disarm", "Read-only again", .program),
        KeyBinding(.theme, [], "theme", "Other colors", .program, words: ["theme", "skin", "colorscheme"], .theme),
        KeyBinding(
            .palette, [.character(":"), .control("p")], "command", "Type a command; Tab completes it", .program),
        KeyBinding(.help, [.character("?"), Key(.function(1))], "help", "This page", .program),
        KeyBinding(.redraw, [.control("l")], "redraw", "Redraw the screen", .program),
        KeyBinding(.mouse, "%", "mouse", "The mouse on or off", .program, .onOff),
        KeyBinding(.quit, "q", "quit", "Close what is on top; at the list, quit", .program, words: ["q", "quit"]),
        KeyBinding(.quitAtOnce, "Q", "quit", "Quit from anywhere", .program, words: ["q!", "quit-at-once"]),
    ]
}
