import Dashboard
import MintDomain
import TerminalCore

extension LineSession {
    private static let fields = [
        FilterField("id"), FilterField("name"), FilterField("prompt"), FilterField("status"),
    ]

    /// Requests the first page from the server. The list is printed when it arrives.
    mutating func ask(for kind: ResourceKind, _ filter: String, _ step: inout LineStep) {
        if let complaint = complaint(about: filter) { return step.lines.append(complaint) }
        askedPage = AskedPage(kind: kind, filter: filter, known: [])
        (numbers, unlisted, listedResources) = ([], [], nil)
        step.effects.append(.loadPage(kind, cursor: nil))
    }

    private func complaint(about filter: String) -> SafeText? {
        guard !filter.isEmpty else { return nil }
        do throws(FilterError) {
            _ = try ListFilter(filter, fields: Self.fields)
            return nil
        } catch {
            return SafeText("\(error)")
        }
    }

    /// Continues the last list with the remaining rows, or with the next page from the server.
    mutating func more(_ step: inout LineStep) {
        guard unlisted.isEmpty, let (kind, filter) = listedResources else { return printPage(&step) }
        let list = state.resources(kind)
        guard let cursor = list.nextCursor else { return step.lines.append("That was all of the list.") }
        guard !list.isFull else { return step.lines.append(list.fullSentence) }
        askedPage = AskedPage(kind: kind, filter: filter, known: Set(list.items.map(\.id)))
        step.effects.append(.loadPage(kind, cursor: cursor))
    }

    /// Prints a requested page when it arrives.
    mutating func tellPage(_ action: Action, _ step: inout LineStep) {
        switch action {
        case .pageLoaded(let kind, _, _):
            guard let asked = askedPage, asked.kind == kind else { return }
            askedPage = nil
            listedResources = (kind, asked.filter)
            let new = state.resources(kind).items.filter { !asked.known.contains($0.id) }
            let fitting = fitting(new, asked.filter)
            unlisted = fitting.map { .resource(kind, $0.id) }
            let all = state.resources(kind).hasMore ? "\(new.count) and more at the server" : "\(new.count)"
            let names: SafeText = kind == .world ? "Worlds" : "Models"
            step.lines.append(
                asked.filter.isEmpty ? "\(names): \(all)." : "\(names): \(fitting.count) of \(all) fit.")
            if !unlisted.isEmpty { printPage(&step) }
        case .pageFailed(let kind, _, let problem):
            guard let asked = askedPage, asked.kind == kind else { return }
            askedPage = nil
            step.lines.append("They could not be read: \(problem.sentence)")
        default: break
        }
    }

    private func fitting(_ items: [Resource], _ text: String) -> [Resource] {
        guard !text.isEmpty else { return items }
        do throws(FilterError) {
            let filter = try ListFilter(text, fields: Self.fields)
            let rows = items.map { item in
                let status = [StatusAppearance(item).word.string, item.status ?? ""].joined(separator: " ")
                return FilterRow([item.id.rawValue, item.name ?? "", String((item.prompt ?? "").prefix(600)), status])
            }
            return try filter.search(rows).map { items[$0.row] }
        } catch {
            // The filter was checked before the request.
            return items
        }
    }

    /// Decides about the named World or Model, or the one that an operation made.
    mutating func change(
        _ target: LineCommand.Target, _ verb: Verb, _ parameters: Mutation.Parameters, _ step: inout LineStep
    ) {
        let reference: ResourceReference
        switch subject(target, &step) {
        case .row?:
            guard let row = decidable(target, &step) else { return }
            if state.isJob(row.id) { return step.lines.append("That is for operations, worlds and models.") }
            switch state.target(of: verb, row) {
            case .found(let found): reference = found
            case .refused(let sentence): return step.lines.append(sentence)
            }
        case .resource(let resource)?:
            reference = ResourceReference(type: resource.kind.rawValue, id: resource.id)
            if let refusal = state.refusal(of: verb, reference) { return step.lines.append(refusal) }
        case nil: return
        }
        guard let kind = reference.kind else { return }
        let mutation = Mutation(verb, .resource(kind, reference.id), parameters)
        if let refusal = refusal ?? complaint(about: mutation) { return step.lines.append(refusal) }
        commit(mutation, &step)
    }
}
