import Dashboard
import FoundationEssentials
import MintDomain
import TerminalCore

extension LineSession {
    private static let fields = [
        FilterField("id"), FilterField("status"), FilterField("kind"), FilterField("prompt"), FilterField("failure"),
        FilterField("watched", isSearched: false),
    ]

    static let helpLines: [SafeText] =
        LineCommand.table.filter { !$0.usage.isEmpty }.map { "\($0.usage): \($0.help)." } + [
            "N is a number of the last list, or an id. A decision is held for some seconds, or asked about, as the settings "
                + "say; changes are printed as they happen."
        ]

    /// Prints the operations and jobs that match a filter, with new numbers.
    mutating func list(_ text: String, _ step: inout LineStep) {
        let rows = everything
        var ids = rows.map(\.id)
        if !text.isEmpty {
            do throws(FilterError) {
                let filter = try ListFilter(text, fields: Self.fields)
                ids = try filter.search(rows.map { FilterRow(texts($0)) }).map { rows[$0.row].id }
            } catch {
                return step.lines.append(SafeText("\(error)"))
            }
        }
        (numbers, unlisted, listedResources, askedPage) = ([], ids.map { .operation($0) }, nil, nil)
        let words = LineText.counts(state)
        guard !ids.isEmpty else {
            return step.lines.append(
                rows.isEmpty
                    ? "Nothing is tracked yet: generate starts something, track takes an id."
                    : "None of \(rows.count) fits “\(SafeText(text).clipped(to: 60))”.")
        }
        step.lines.append(text.isEmpty ? words : "\(ids.count) of \(rows.count) fit.")
        printPage(&step)
    }

    /// Prints the next rows of the last list, with consecutive numbers.
    mutating func printPage(_ step: inout LineStep) {
        guard !unlisted.isEmpty else {
            return step.lines.append(
                numbers.isEmpty ? "There is no list yet: list first." : "That was all of the list.")
        }
        var text = LineText(state, timeZone: timeZone)
        for subject in unlisted.prefix(Self.pageLength) {
            // Rows that were removed meanwhile get no number.
            switch subject {
            case .operation(let id):
                guard let row = state[id: id] else { continue }
                note(row)
                numbers.append(.row(id, Sight(row)))
                step.lines.append("\(numbers.count). " + text.line(row))
            case .resource(let kind, let id):
                guard let resource = state.resources(kind)[id] else { continue }
                numbers.append(.resource(ResourceReference(type: kind.rawValue, id: id)))
                step.lines.append("\(numbers.count). " + text.line(resource))
            }
        }
        unlisted.removeFirst(min(Self.pageLength, unlisted.count))
        if !unlisted.isEmpty { step.lines.append("\(unlisted.count) more; type more.") }
    }

    mutating func show(_ subject: Subject, _ step: inout LineStep) {
        var text = LineText(state, timeZone: timeZone)
        switch subject {
        case .row(let row):
            note(row)
            step.lines += text.details(row)
        case .resource(let resource): step.lines += text.details(resource)
        }
    }

    /// Records the printed state of a row.
    mutating func note(_ row: TrackedOperation) {
        sights[row.id] = Sight(row)
    }

    /// The operations, then the jobs, each in the order of its pane.
    private var everything: [TrackedOperation] {
        func rows(_ list: OperationList) -> [TrackedOperation] {
            (0..<list.count).compactMap { list[id: list.id(at: $0)] }
        }
        return rows(state.operations) + (state.jobs.map(rows) ?? [])
    }

    private func texts(_ row: TrackedOperation) -> [String] {
        let operation = row.operation
        let status = [StatusAppearance(row).word.string, operation?.status.wireName].compactMap(\.self)
        let kind = [operation?.kind.longName.string, operation?.kind.wireName].compactMap(\.self)
        return [
            row.id.rawValue, status.joined(separator: " "), kind.joined(separator: " "),
            String((operation?.prompt ?? "").prefix(600)), operation?.failure?.code ?? "",
            state.watched.contains(row.id) ? "yes" : "no",
        ]
    }
}
