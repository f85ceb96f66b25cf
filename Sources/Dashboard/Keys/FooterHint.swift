import MintDomain
import TerminalCore

/// A place of a command in the footer.
struct FooterHint: Sendable {
    /// The panes, the review screen or the viewer.
    let scope: KeyScope
    /// A lower rank comes first; equal ranks have the order of the table.
    let rank: Int
    let isOffered: @Sendable (State) -> Bool
    /// Whether the command is offered only if it is not refused.
    let needsPermission: Bool
    /// The title, if it differs from the command's.
    let title: @Sendable (State) -> SafeText?

    /// Offers a command to the panes `when` that holds, or if it is not refused and `also` that holds.
    static func panes(
        _ rank: Int, when condition: (@Sendable (State) -> Bool)? = nil,
        also other: @escaping @Sendable (State) -> Bool = { _ in true },
        as title: @escaping @Sendable (State) -> SafeText? = { _ in nil }
    ) -> FooterHint {
        FooterHint(
            scope: .panes, rank: rank, isOffered: condition ?? other, needsPermission: condition == nil, title: title)
    }

    static func desk(
        _ rank: Int, when condition: (@Sendable (State) -> Bool)? = nil, as title: SafeText? = nil
    ) -> FooterHint {
        FooterHint(
            scope: .desk, rank: rank, isOffered: condition ?? { _ in true }, needsPermission: condition == nil,
            title: { _ in title })
    }

    static func viewer(
        _ rank: Int, when condition: @escaping @Sendable (State) -> Bool = \.isDrawn, as title: SafeText? = nil
    ) -> FooterHint {
        FooterHint(scope: .viewer, rank: rank, isOffered: condition, needsPermission: false, title: { _ in title })
    }
}

extension Command {
    /// The commands that the footer may offer, by scope and in order.
    private static let hinted: [KeyScope: [(command: Command, hint: FooterHint)]] =
        Dictionary(grouping: all.flatMap { command in command.hints.map { (command, $0) } }, by: \.1.scope)
        .mapValues { hints in hints.sorted { $0.1.rank < $1.1.rank } }

    /// The commands that the footer offers now, most useful first.
    static func offered(in state: State) -> [(command: Command, title: SafeText)] {
        let scope: KeyScope = state.overlays.viewer != nil ? .viewer : state.overlays.desk != nil ? .desk : .panes
        return (hinted[scope] ?? []).filter { command, hint in
            hint.isOffered(state) && (!hint.needsPermission || command.refusal(state) == nil)
        }.map { ($0, $1.title(state) ?? $0.title) }
    }
}

// The conditions of the table.
extension State {
    /// Whether the marked rows of the focused list are acted on.
    var isBulk: Bool { tracked(focus)?.marks.isEmpty == false }

    /// Whether the viewer could draw its file.
    var isDrawn: Bool { overlays.viewer?.failure == nil }

    /// Whether the Assets tab has the focus.
    var showsFiles: Bool { focus == .detail && detail.tab == .assets }

    var viewsMesh: Bool { isDrawn && overlays.viewer?.file.kind == .mesh }

    var hasOtherFile: Bool { (overlays.viewer?.files.count ?? 0) > 1 }

    /// The effect of Esc on the filter or the search, if any.
    var clearingTitle: SafeText? {
        if focus == .detail { return keyScope == .search ? "end search" : nil }
        guard let standing = standing(focus), standing.isNarrowed else { return nil }
        return standing.filter.isEmpty ? "show all" : "clear filter"
    }

    func bulkTitle(_ verb: Verb) -> SafeText? {
        isBulk && (verb.input == .none || verb.service == .agent) ? SafeText(verb.name) + " marked" : nil
    }

    /// Whether the footer of the panes offers the verb.
    func offers(_ verb: Verb) -> Bool {
        if isReadOnly { return false }
        if isBulk {
            return focus == .jobs ? verb.service == .agent : verb.input == .none && someMarked(allow: verb)
        }
        if verb.target == .resource { return target(of: verb).isFound }
        if (listFocus == .jobs) != (verb.service == .agent) { return false }
        guard verb.service == .mint else { return refusal(toRun: verb.command) == nil }
        return selectedOperation.map { refusal(of: verb, $0) == nil } ?? false
    }

    /// Whether some marked operations allow the verb; with many marks, only a part is checked.
    private func someMarked(allow verb: Verb) -> Bool {
        let limit = 100
        if marks.count > limit { return true }
        return marks.some(limit).contains { id in operations[id: id].map { allows(verb, $0) } ?? false }
    }

    /// Whether the footer of the review screen offers the verb.
    func offersOnDesk(_ verb: Verb) -> Bool {
        guard !isReadOnly, let row = selectedOperation, let desk = overlays.desk else { return false }
        return (desk.earlier == nil || desk.isComparing) && refusal(of: verb, row) == nil
    }
}
