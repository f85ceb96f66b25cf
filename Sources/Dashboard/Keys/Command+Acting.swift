package import MintDomain
package import TerminalCore

extension Command {
    static let acting = [
        approve, revise, cancel, resume, retry, optimize, convert, undo, message, create, watch, track,
    ]

    package static let approve = decision(.approve, "operation.approve", "Approve the preview", key: "a")
    package static let revise = decision(
        .revise, "operation.revise", "Request changes to the preview", key: "r", like: [.lazygit])
    package static let cancel = decision(.cancel, "operation.cancel", "Cancel the operation", key: "x", like: [.ghDash])
    package static let resume = decision(.resume, "operation.resume", "Resume after a top-up", key: "u")
    package static let retry = decision(
        .retry, "resource.retry", "Retry a failed one as a new operation", key: "X", like: [.ghDash])
    package static let optimize = decision(.optimize, "model.optimize", "Create a lighter file of a model", key: "O")
    package static let convert = decision(.convert, "model.convert", "Convert a model to other formats", key: "T")
    package static let undo = Command(
        "operation.undo", .act, "undo", "Undo the newest held decision", keys: ["z"],
        scopes: [.panes, .desk], like: [.lazygit],
        refused: { $0.holdsDecision ? nil : "No decision is held." },
        hints: [.panes(1), .desk(1)], run: Dashboard.undo)
    package static let message = decision(.message, "job.message", "Send a message to a job", key: "m")
    package static let create = Command(
        "generation.create", .act, "create", "Create a world or model; in Jobs, a job", keys: ["C"],
        refused: \.refusalToDecide, hints: [.panes(140) { !$0.isReadOnly }], run: changing(startCreation))
    package static let watch = Command(
        "operation.watch", .act, "watch", "Toggle notifications", keys: ["w"], scopes: [.panes, .desk],
        like: [.ghDash], refused: { $0.refusalOfUnstarted ?? $0.refusalToWatch }, run: toggleWatch)
    package static let track = Command(
        "operation.track", .act, "track", "Track operations started elsewhere", argument: .operations,
        given: { value, _ in [.track(value.words)] }, run: changing { openPalette(with: "track", &$0.overlays) })

    static let reviewing = [
        reviewDesk, nextReview, nextWaiting, previousWaiting, earlierPreview, laterPreview, compare, flicker,
        editFeedback,
    ]

    package static let reviewDesk = Command(
        "review.open", .review, "review", "Review what is waiting, one at a time", keys: ["p"],
        words: ["review", "desk"],
        hints: [.panes(110) { !$0.isBulk && $0.focus == .operations && $0.operations.counts.waiting > 0 }],
        run: changing(openDesk))
    package static let nextReview = Command(
        "operation.next-review", .review, "next review", "Next operation that needs a decision", keys: ["n"],
        words: ["next-review"], isMovement: true,
        refused: { $0.operations.counts.waiting == 0 ? "No operation needs a decision." : nil },
        run: changing(selectNextReview))
    package static let nextWaiting = Command(
        "review.next", .review, "next", "Next preview to review", keys: ["n", "l", Key(.right)], scopes: [.desk],
        isMovement: true,
        hints: [.desk(40) { state in state.reviewQueue.contains { $0 != state.overlays.desk?.current } }],
        inDesk: changing { turnQueue(by: 1, &$0) })
    package static let previousWaiting = Command(
        "review.previous", .review, "previous", "Previous preview to review", keys: ["p", "h", Key(.left)],
        scopes: [.desk], isMovement: true, inDesk: changing { turnQueue(by: -1, &$0) })
    package static let earlierPreview = Command(
        "review.earlier", .review, "earlier", "Earlier preview of this operation", keys: ["["], scopes: [.desk],
        isMovement: true, refused: \.refusalOfEarlierPreview, hints: [.desk(90)],
        inDesk: changing { turnPreviews(by: -1, &$0) })
    package static let laterPreview = Command(
        "review.later", .review, "later", "Later preview of this operation", keys: ["]"], scopes: [.desk],
        isMovement: true, refused: \.refusalOfLaterPreview, hints: [.desk(100)],
        inDesk: changing { turnPreviews(by: 1, &$0) })
    package static let compare = Command(
        "review.compare", .review, "compare", "Show both previews side by side; again: one", keys: ["c"],
        scopes: [.desk], refused: \.refusalToCompare, hints: [.desk(51)], inDesk: changing(toggleComparison))
    package static let flicker = Command(
        "review.flicker", .review, "flicker", "Switch between both previews in place", keys: [" "], scopes: [.desk],
        refused: \.refusalToCompare, hints: [.desk(50)], inDesk: changing(flick))
    package static let editFeedback = Command(
        "review.edit", .review, "edit", "Write the feedback in your editor", keys: ["e"], scopes: [.desk],
        like: [.k9s, .lazygit, .tig],
        refused: { $0.refusalOfUnstarted ?? $0.refusalToDecide ?? $0.refusalOfSelection(.revise) },
        hints: [.desk(80)], inDesk: editFeedbackInEditor)

    /// A row of a verb, which the palette calls by its name.
    private static func decision(
        _ verb: Verb, _ id: String, _ help: SafeText, key: Key, like: [FamiliarTool] = []
    ) -> Command {
        let isForDesk = verb.service == .mint && verb.target == .operation
        let place = Verb.all.firstIndex(of: verb) ?? 0
        var hints: [FooterHint] = [
            .panes(
                30 + place, when: { $0.offers(verb) && (verb.target != .resource || $0.isBulk) },
                as: { $0.bulkTitle(verb) })
        ]
        if isForDesk { hints.append(.desk(30 + place) { $0.offersOnDesk(verb) }) }
        if verb.target == .resource { hints.append(.panes(60 + place) { !$0.isBulk && $0.offers(verb) }) }
        return Command(
            id, .act, SafeText(verb.name), help, keys: [key], scopes: isForDesk ? [.panes, .desk] : [.panes],
            like: like, verb: verb, refused: { $0.refusal(toDecide: verb) }, hints: hints,
            inDesk: verb == .approve ? approveOnDesk : nil, run: { startDecision(verb, &$0) })
    }

    private static let ofVerbs = Dictionary(
        acting.compactMap { command in command.verb.map { ($0, command) } }, uniquingKeysWith: { first, _ in first })

    static subscript(verb: Verb) -> Command { ofVerbs[verb] ?? .create }
}

extension Verb {
    /// Starts have one command, which opens a form.
    package var command: Command { Command[self] }

    /// The name as a title: `Approve`.
    package var title: SafeText { SafeText(name.prefix(1).uppercased() + name.dropFirst()) }
}
