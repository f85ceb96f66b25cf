import TerminalCore

extension Command {
    static let ofLists = [filter, facet, sort, invertSort, follow]

    package static let filter = Command(
        "list.filter", .list, "filter", "Filter the rows; Enter keeps it, Esc clears it", keys: ["/"],
        words: ["filter"], scopes: [.list], like: [.less, .k9s, .lazygit], refused: \.refusalOfList,
        hints: [.panes(150) { $0.focus != .detail }], run: changing(openFilterLine))
    package static let facet = Command(
        "list.facet", .list, "status", "Show one status; again: the next", keys: ["f"], words: ["status"],
        scopes: [.list], refused: \.refusalOfList, run: changing { openListMenu(ofFacets: true, &$0) })
    package static let sort = Command(
        "list.sort", .list, "sort", "Sort by a column; again: the next", keys: ["s"], words: ["sort"],
        scopes: [.list], like: [.htop], refused: \.refusalOfList, run: changing { openListMenu(ofFacets: false, &$0) })
    package static let invertSort = Command(
        "list.invert", .list, "invert", "Reverse the sort order", keys: ["I"], words: ["invert"], scopes: [.list],
        like: [.htop, .tig], refused: \.refusalOfList, run: changing { invertOrder($0.focus, &$0) })
    package static let follow = Command(
        "list.follow", .list, "follow", "Follow changes until you move the cursor", keys: ["F"],
        words: ["follow"], scopes: [.list], like: [.htop, .less], refused: \.refusalOfList,
        run: changing(toggleFollowing))

    static let marking = [mark, markRange, markAll, clearMarks]

    package static let mark = marks(
        "list.mark", "mark", "Mark or unmark the operation, and go down", key: " ", like: [.k9s, .htop, .yazi],
        refused: { $0.refusalOfUnstartedRow ?? $0.refusalToMark },
        hints: [.panes(220) { ($0.tracked($0.focus)?.rows.count ?? 0) > 0 && !$0.isReadOnly }]
    ) { list in
        guard let selected = list.cursor.selected, list.rows.count > 0 else { return }
        list.marks.toggle(selected)
        list.cursor.move(by: 1, in: list.rows)
    }
    package static let markRange = marks(
        "list.mark-range", "range", "Mark as the cursor moves; again: done", key: "v", like: [.vim, .lazygit],
        refused: { $0.refusalOfUnstartedRow ?? $0.refusalToMark }
    ) { list in
        guard let selected = list.cursor.selected, list.rows.count > 0 else { return }
        if list.marks.isRangeOpen { list.marks.closeRange() } else { list.marks.openRange(at: selected) }
    }
    package static let markAll = marks(
        "list.mark-all", "all", "Mark all; again: none", key: "*", refused: \.refusalToMark
    ) { list in
        // Only visible rows are marked.
        let all = (0..<list.rows.count).map { list.rows.id(at: $0) }
        if all.allSatisfy(list.marks.contains) { list.marks.clear() } else { list.marks.mark(all) }
    }
    package static let clearMarks = marks(
        "list.clear-marks", "unmark", "Take all marks away", key: .control("\\"), like: [.k9s],
        refused: { $0.isBulk ? nil : "Nothing is marked here." }
    ) { $0.marks.clear() }

    static let moving = [
        moveDown, moveUp, moveFirst, moveLast, moveHalfPageDown, moveHalfPageUp, movePageDown, movePageUp,
        nextServerPage, previousServerPage, moveLeft, moveRight,
    ]

    package static let moveDown = movement(
        "down", "down", "Next row", .lines(1), keys: ["j", Key(.down)], like: [.vim, .less, .k9s, .lazygit, .tig])
    package static let moveUp = movement(
        "up", "up", "Previous row", .lines(-1), keys: ["k", Key(.up)], like: [.vim, .less, .k9s, .lazygit, .tig])
    package static let moveFirst = movement(
        "first", "first", "First row", .first, keys: ["g", Key(.home)], like: [.vim, .less, .lnav, .ghDash])
    package static let moveLast = movement(
        "last", "last", "Last row; loads the next page", .last, keys: ["G", Key(.end)],
        like: [.vim, .less, .lnav, .ghDash])
    package static let moveHalfPageDown = movement(
        "half-page-down", "half down", "Half a page down", .halfPages(1), keys: [.control("d")],
        like: [.vim, .tig, .lnav, .ghDash])
    package static let moveHalfPageUp = movement(
        "half-page-up", "half up", "Half a page up", .halfPages(-1), keys: [.control("u")],
        like: [.vim, .tig, .lnav, .ghDash])
    package static let movePageDown = movement(
        "page-down", "page down", "A page down", .pages(1), keys: [Key(.pageDown)],
        like: [.vim, .less, .k9s, .lazygit, .htop, .tig])
    package static let movePageUp = movement(
        "page-up", "page up", "A page up", .pages(-1), keys: [Key(.pageUp)],
        like: [.vim, .less, .k9s, .lazygit, .htop, .tig])
    package static let nextServerPage = Command(
        "list.next-page", .move, "next page", "Next page from the server", keys: ["."], like: [.lazygit],
        refused: \.refusalOfPages,
        hints: [.panes(200) { state in state.focus.resourceKind.map { state.resources($0).hasMore } ?? false }],
        run: { turnPage(forward: true, &$0) })
    package static let previousServerPage = Command(
        "list.previous-page", .move, "previous page", "Previous page from the server", keys: [","], like: [.lazygit],
        refused: \.refusalOfPages, run: { turnPage(forward: false, &$0) })
    package static let moveLeft = Command(
        "move.left", .move, "left", "Tile to the left, in thumbnails", keys: ["h", Key(.left)], scopes: [.sheet],
        isMovement: true, refused: \.refusalOfTiles, run: { moveInSheet(by: -1, &$0) })
    package static let moveRight = Command(
        "move.right", .move, "right", "Tile to the right, in thumbnails", keys: ["l", Key(.right)], scopes: [.sheet],
        isMovement: true, refused: \.refusalOfTiles, run: { moveInSheet(by: 1, &$0) })

    private static func movement(
        _ name: String, _ title: SafeText, _ help: SafeText, _ movement: Movement, keys: [Key], like: [FamiliarTool]
    ) -> Command {
        Command(
            "move." + name, .move, title, help, keys: keys, scopes: [.panes, .desk], like: like, movement: movement,
            inDesk: changing { scrollDesk(movement, &$0) }, run: { move(movement, &$0) })
    }

    private static func marks(
        _ id: String, _ title: SafeText, _ help: SafeText, key: Key, like: [FamiliarTool] = [],
        refused: @escaping @Sendable (State) -> SafeText?, hints: [FooterHint] = [],
        change: @escaping @Sendable (inout TrackedPane) -> Void
    ) -> Command {
        Command(
            id, .mark, title, help, keys: [key], like: like, refused: refused, hints: hints,
            run: changing { state in
                state.changeTracked(state.focus, change)
                holdOrder(&state)
            })
    }
}
