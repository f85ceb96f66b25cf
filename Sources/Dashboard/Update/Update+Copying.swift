import MintDomain
import TerminalCore

/// Opens the copy menu of the selection or the viewer's subject.
func openCopyMenu(_ state: inout State) {
    let menu = state.copyMenu
    guard !menu.entries.isEmpty else { return note(.warning, "There is nothing to copy.", &state) }
    state.overlays.dialogs.append(.copy(menu))
}

func copyMenuKey(_ key: Key, _ menu: CopyMenu, _ state: inout State) -> [Effect] {
    var menu = menu
    // Letters choose an entry, even those that move the cursor elsewhere.
    if case .character(let letter) = key.code, key.modifiers.isEmpty,
        let chosen = menu.entries.firstIndex(where: { $0.letter == letter })
    {
        return copy(menu.entries[chosen], &state)
    }
    switch key.code {
    case .escape, .character("q"), .character("y"): state.overlays.dialogs.removeLast()
    case .enter: return copy(menu.entries[menu.selected], &state)
    case .down, .tab: menu.selected = min(menu.selected + 1, menu.entries.count - 1)
    case .up, .backTab: menu.selected = max(menu.selected - 1, 0)
    case .home: menu.selected = 0
    case .end: menu.selected = menu.entries.count - 1
    default: break
    }
    if case .copy? = state.overlays.dialogs.last { replaceTop(.copy(menu), &state.overlays) }
    return []
}

private func copy(_ entry: CopyMenu.Entry, _ state: inout State) -> [Effect] {
    state.overlays.dialogs.removeLast()
    return [.copy(entry.lines, what: entry.name.string)]
}

/// Shows the text without decoration so that the terminal's mouse can select it.
func copyRefused(_ lines: [SafeText], _ what: String, _ reason: SafeText, _ state: inout State) {
    // An open dialog is not covered.
    guard state.overlays.dialogs.isEmpty else {
        return note(.warning, "Not copied, \(what): \(reason). Close this and try again.", &state)
    }
    state.overlays.dialogs.append(.selectable(SelectableText(what: SafeText(what), reason: reason, lines: lines)))
}

func selectableKey(_ key: Key, _ text: SelectableText, _ state: inout State) -> [Effect] {
    if state.closesDialog(key) || key.code == .enter {
        state.overlays.dialogs.removeLast()
        return []
    }
    let command = state.setup.keyMap.command(for: key)
    if command == .quitAtOnce { return quit(&state) }
    var text = text
    let height = max(1, state.size.rows - SelectableText.edgeRows)
    let last = max(0, text.rows(columns: state.size.columns).count - height)
    text.offset = command?.movement?.target(from: text.offset, last: last, height: height) ?? text.offset
    replaceTop(.selectable(text), &state.overlays)
    return []
}

extension SelectableText {
    static let edgeRows = 2
}

extension State {
    /// The texts that can be copied of an operation, a job, a World or a Model.
    package func copies(of subject: DetailSubject) -> [CopyMenu.Entry] {
        switch subject {
        case .operation(let id):
            let (row, isJob) = (self[id: id], isJob(id))
            let operation = row?.operation
            let curl = isJob ? setup.endpoints.curl(job: id) : setup.endpoints.curl(operation: id)
            return [
                CopyMenu.Entry("i", "the id", [SafeText(id.rawValue)]),
                copy(
                    "u", isJob ? "the pull request" : "the page",
                    link: isJob ? operation?.job?.pullRequestURL : operation?.mintURL),
                CopyMenu.Entry("p", "the prompt", operation?.prompt.map { SafeText.lines(of: $0) }),
                operation?.resource.flatMap { CopyMenu.Entry("r", "the \($0.type)'s id", [SafeText($0.id.rawValue)]) },
                CopyMenu.Entry("j", "the JSON", row?.rawJSON.map(JSONLines.whole)),
                CopyMenu.Entry("c", "the curl line", curl.map { [$0] }),
            ].compactMap(\.self)
        case .resource(let kind, let id):
            let resource = resources(kind)[id]
            return [
                CopyMenu.Entry("i", "the id", [SafeText(id.rawValue)]),
                copy("u", "the page", link: resource?.mintURL),
                CopyMenu.Entry("n", "the name", resource?.name.map { [SafeText($0)] }),
                CopyMenu.Entry("p", "the prompt", resource?.prompt.map { SafeText.lines(of: $0) }),
                CopyMenu.Entry("j", "the JSON", resource?.rawJSON.map(JSONLines.whole)),
                CopyMenu.Entry("c", "the curl line", [setup.endpoints.curl(kind, id)]),
            ].compactMap(\.self)
        }
    }

    /// Links that mintop does not open cannot be copied either.
    private func copy(_ letter: Character, _ name: SafeText, link: String?) -> CopyMenu.Entry? {
        CopyMenu.Entry(letter, name, link.flatMap { linkRefusal($0) == nil ? [SafeText($0)] : nil })
    }

    /// The copy menu of the viewer's subject or the selection.
    fileprivate var copyMenu: CopyMenu {
        let subject = overlays.viewer?.subject ?? currentSubject
        let asset = overlays.viewer?.file.asset ?? selectedFile?.asset
        var entries = asset.flatMap { copy("l", "the link of \($0.name)", link: $0.url) }.map { [$0] } ?? []
        entries += subject.map(copies) ?? []
        let title: SafeText =
            switch subject {
            case .operation(let id)?: SafeText(id.rawValue)
            case .resource(let kind, let id)?: resources(kind)[id]?.title ?? SafeText(id.rawValue)
            case nil: ""
            }
        if overlays.viewer == nil, overlays.desk == nil, let list = tracked(focus), !list.marks.isEmpty {
            let ids = list.marks.ids.map { (id: $0, position: list.rows.position(of: $0) ?? .max) }
                .sorted { ($0.position, $0.id) < ($1.position, $1.id) }.map { SafeText($0.id.rawValue) }
            entries += CopyMenu.Entry("m", "\(ids.count) marked ids", ids).map { [$0] } ?? []
        }
        return CopyMenu(subject: subject, title: title, entries: entries)
    }
}
