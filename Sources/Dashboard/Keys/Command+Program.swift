import TerminalCore

extension Command {
    static let searching = [search, nextMatch, previousMatch]

    static let ofPanes = [
        focusOperations, focusWorlds, focusModels, focusJobs, sheet, focusDetail,
        nextPane, previousPane, lastPane, enlarge, shrink, moveDetail, drillIn, back, nextTab, previousTab,
    ]

    package static let search = Command(
        "detail.search", .panes, "search", "Search the text of the detail", keys: ["/"], words: ["search"],
        like: [.less, .k9s, .lazygit], refused: \.refusalToSearch, run: changing(openSearch))
    package static let nextMatch = Command(
        "search.next", .panes, "next match", "Next match in the detail", keys: ["n"], scopes: [.search],
        like: [.vim, .less, .tig], isMovement: true, refused: \.refusalToSearch,
        hints: [.panes(90) { $0.keyScope == .search }], run: changing { stepSearch(forward: true, &$0) })
    package static let previousMatch = Command(
        "search.previous", .panes, "previous match", "Previous match in the detail", keys: ["N"],
        scopes: [.search], like: [.vim, .less, .tig], isMovement: true, refused: \.refusalToSearch,
        run: changing { stepSearch(forward: false, &$0) })
    package static let focusOperations = list(
        .operations, "pane.operations", "operations", "Operations pane", key: "1", words: ["ops", "operations"])
    package static let focusWorlds = list(.worlds, "pane.worlds", "worlds", "Worlds pane", key: "2")
    package static let focusModels = list(.models, "pane.models", "models", "Models pane", key: "3")
    package static let focusJobs = list(.jobs, "pane.jobs", "jobs", "Jobs pane", key: "4")
    package static let sheet = Command(
        "pane.thumbnails", .panes, "thumbnails", "Show Worlds or Models as pictures or as a list", keys: ["t"],
        refused: { state in
            state.focus.resourceKind == nil ? "Thumbnails are for the \(state.resourcePaneNames)." : nil
        }, hints: [.panes(120)], run: toggleSheet)
    package static let focusDetail = Command(
        "pane.detail", .panes, "detail", "Detail pane", keys: ["0"], like: [.lazygit], isMovement: true,
        run: changing { focus(.detail, &$0) })
    package static let nextPane = Command(
        "pane.next", .panes, "next pane", "Next pane", keys: [Key(.tab), "l", Key(.right)], words: ["next-pane"],
        like: [.lazygit, .tig], isMovement: true, run: changing { cyclePane(by: 1, &$0) })
    package static let previousPane = Command(
        "pane.previous", .panes, "previous pane", "Previous pane", keys: [Key(.backTab), "h", Key(.left)],
        words: ["previous-pane"], like: [.lazygit, .tig], isMovement: true, run: changing { cyclePane(by: -1, &$0) })
    package static let lastPane = Command(
        "pane.last", .panes, "last pane", "Switch to the previous pane", keys: ["-"],
        words: ["last-pane"], like: [.k9s], isMovement: true, run: changing(goToLastPane))
    package static let enlarge = Command(
        "pane.enlarge", .panes, "zoom", "A list and its detail, then one pane, then all", keys: ["+"],
        words: ["zoom"], like: [.lazygit], refused: \.refusalToArrange,
        hints: [.panes(130) { $0.layout.form != $0.layout.room }],
        run: changing { $0.setup.arrangement.step(by: 1, with: $0.layout.room) })
    package static let shrink = Command(
        "pane.shrink", .panes, "zoom back", "Shrink the pane", keys: ["_"], like: [.lazygit],
        refused: \.refusalToArrange, run: changing { $0.setup.arrangement.step(by: -1, with: $0.layout.room) })
    package static let moveDetail = Command(
        "pane.move-detail", .panes, "move detail", "Move the detail beside or below the lists", keys: ["P"],
        like: [.ghDash], refused: \.refusalToMoveDetail, run: changing(Dashboard.moveDetail))
    package static let drillIn = Command(
        "view.enter", .panes, "detail", "Go to the detail; there, open the file", keys: [Key(.enter)],
        like: [.k9s, .lazygit, .tig],
        hints: [.panes(190) { $0.focus != .detail && $0.currentSubject != nil && $0.layout.form != .wide }],
        run: Dashboard.drillIn)
    package static let back = Command(
        "view.back", .panes, "back", "Clear marks, go back, or close what is on top", keys: [Key(.escape)],
        scopes: .everywhere, like: [.k9s, .lazygit],
        hints: [
            .panes(
                20, when: { $0.isBulk || $0.clearingTitle != nil },
                as: { $0.isBulk ? "unmark \($0.tracked($0.focus)?.marks.count ?? 0)" : $0.clearingTitle }),
            .panes(100) { $0.focus == .detail && $0.keyScope != .search },
        ], inViewer: closeViewer, inDesk: changing(goBackOnDesk), run: changing(goBack))
    package static let nextTab = Command(
        "detail.next-tab", .panes, "next tab", "Next tab of the detail", keys: ["]"], like: [.lazygit, .ghDash],
        isMovement: true, hints: [.panes(90) { $0.focus == .detail && $0.keyScope != .search }],
        run: changing { cycleTab(by: 1, &$0) })
    package static let previousTab = Command(
        "detail.previous-tab", .panes, "previous tab", "Previous tab of the detail", keys: ["["],
        like: [.lazygit, .ghDash], isMovement: true, run: changing { cycleTab(by: -1, &$0) })

    private static func list(
        _ pane: Pane, _ id: String, _ title: SafeText, _ help: SafeText, key: Key, words: [String] = []
    ) -> Command {
        Command(
            id, .panes, title, help, keys: [key], words: words, like: [.lazygit], isMovement: true,
            refused: { $0.refusal(toFocus: pane) }, argument: .filter(pane),
            given: { value, state in
                filterList(pane, value.text, &state)
                return []
            }, run: changing { focus(pane, &$0) })
    }

    static let ofProgram = [
        refresh, pause, requestLog, profile, arm, disarm, theme, palette, help, redraw, mouse, quit, quitAtOnce,
    ]

    package static let refresh = Command(
        "view.refresh", .program, "refresh", "Refresh everything now", keys: ["R", Key(.function(5))],
        scopes: .everywhere, like: [.lazygit, .tig, .ghDash], hints: [.panes(210), .viewer(60) { !$0.isDrawn }],
        inViewer: refreshViewer, run: Dashboard.refresh)
    package static let pause = Command(
        "view.pause", .program, "pause", "Pause the screen; again: show all changes", keys: ["Z"],
        scopes: [.panes, .desk], like: [.htop], argument: .onOff,
        given: { $0.isOn == ($1.paused != nil) ? [] : togglePause(&$1) }, run: togglePause)
    package static let requestLog = Command(
        "view.request-log", .program, "log", "Show the request log", keys: ["@"],
        words: ["log", "request-log"], scopes: .everywhere, like: [.lazygit],
        run: changing { $0.overlays.dialogs.append(.requestLog(LogPage())) })
    package static let profile = Command(
        "profile.switch", .program, "profile", "Switch to another profile", words: ["profile", "ctx"],
        scopes: .everywhere,
        refused: {
            $0.setup.profiles.count > 1 ? nil : "There is no other profile; the settings file can name some."
        }, argument: .profile, given: { switchProfile($0.text, &$1) },
        run: changing { openPalette(with: "profile", &$0.overlays) })
    package static let arm = Command(
        "profile.arm", .program, "arm", "Allow changes until the end of this session", scopes: .everywhere,
        refused: \.refusalToArm, run: changing { startArming(&$0.overlays) })
    package static let disarm = Command(
        "profile.disarm", .program, "disarm", "Make the session read-only again", scopes: .everywhere,
        refused: \.refusalToDisarm, run: Dashboard.disarm)
    package static let theme = Command(
        "screen.theme", .program, "theme", "Change the theme", words: ["theme", "skin", "colorscheme"],
        scopes: .everywhere, argument: .theme, given: { [.useTheme($0.text, turn: nextThemeTurn(&$1.setup))] },
        run: changing { openPalette(with: "theme", &$0.overlays) })
    package static let palette = Command(
        "program.palette", .program, "command", "Type a command; Tab completes it", keys: [":", .control("p")],
        scopes: .everywhere, like: [.vim, .k9s, .lnav], hints: [.panes(160)],
        run: changing { openPalette(&$0.overlays) })
    package static let help = Command(
        "view.help", .program, "help", "Show this help", keys: ["?", Key(.function(1))], scopes: .everywhere,
        like: [.k9s, .lazygit], hints: [.panes(170), .desk(70), .viewer(101) { _ in true }],
        run: changing { $0.overlays.dialogs.append(.help(HelpPage(of: $0))) })
    package static let redraw = Command(
        "screen.redraw", .program, "redraw", "Redraw the screen", keys: [.control("l")], scopes: .everywhere,
        like: [.htop, .tig, .shells], run: { _ in [.redrawScreen] })
    package static let mouse = Command(
        "screen.mouse", .program, "mouse", "Turn the mouse on or off", keys: ["%"], scopes: .everywhere,
        like: [.lazygit], argument: .onOff,
        given: { value, state in
            if value.isOn != state.setup.usesMouse { toggleMouse(&state) }
            return []
        }, run: changing(toggleMouse))
    package static let quit = Command(
        "program.quit", .program, "quit", "Close what is on top; at the list, quit", keys: ["q"],
        words: ["q", "quit"], scopes: .everywhere, like: [.less, .k9s, .tig],
        hints: [.panes(180), .desk(60, as: "back"), .viewer(100, when: { _ in true }, as: "back")],
        inViewer: closeViewer, inDesk: changing(closeDesk), run: leave)
    package static let quitAtOnce = Command(
        "program.quit-at-once", .program, "quit", "Quit from anywhere", keys: ["Q"], words: ["q!", "quit-at-once"],
        scopes: .everywhere, like: [.tig], run: { Dashboard.quit(&$0) })
}

extension Set<KeyScope> {
    static let everywhere: Set<KeyScope> = [.panes, .desk, .viewer]
}
