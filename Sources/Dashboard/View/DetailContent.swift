import FoundationEssentials
import MintDomain
package import TerminalCore
import Theming

/// The lines of the detail pane's tab, for drawing and counting.
package struct DetailContent: Sendable {
    package private(set) var lines: [StyledLine] = []
    package private(set) var times: TimeTexts
    /// The maximum number of columns of a line.
    let columns: Int

    /// Creates the lines of the open tab, each at most `columns` wide.
    package init(_ state: State, columns: Int, times: TimeTexts) {
        self.init(columns: columns, times: times)
        if let row = state.selectedOperation {
            operation(row, state)
        } else if let resource = state.selectedResource {
            self.resource(resource, state)
        }
    }

    init(columns: Int, times: TimeTexts) {
        self.times = times
        self.columns = max(1, columns)
    }

    /// The lines without drawing, for scrolling.
    static func lines(of state: State, columns: Int) -> [StyledLine] {
        DetailContent(
            state, columns: columns, times: TimeTexts(now: state.now, timeZone: .gmt, serverClock: state.mint.clock)
        ).lines
    }

    private mutating func operation(_ row: TrackedOperation, _ state: State) {
        switch state.detail.tab {
        case .summary where state.listFocus == .jobs: jobSummary(row, state)
        case .conversation: conversation(row, state)
        case .preview where state.showsPicture: caption(row, state)
        case .preview:
            paragraph(state.pictureAbsence.string, .secondary)
            add()
            summary(row, state)
        case .summary: summary(row, state)
        case .assets:
            assets(
                row.operation?.assets ?? [], of: .operation(row.id),
                since: row.operation?.endedAt ?? row.operation?.updatedAt, state)
        case .timeline: timeline(row)
        case .json: json(row.rawJSON)
        }
    }

    private mutating func resource(_ resource: Resource, _ state: State) {
        switch state.detail.tab {
        case .summary, .timeline, .conversation: summary(resource, state)
        case .preview where state.showsPicture: caption(resource)
        case .preview:
            paragraph(state.pictureAbsence.string, .secondary)
            add()
            summary(resource, state)
        case .assets:
            assets(
                resource.assets, of: .resource(resource.kind, resource.id),
                since: resource.updatedAt ?? resource.createdAt, state)
        case .json: json(resource.rawJSON)
        }
    }

    /// Removes blank lines where space is scarce.
    mutating func leaveOutBlankLines() {
        lines.removeAll { $0.columns == 0 }
    }

    mutating func add(_ line: StyledLine = .empty) {
        lines.append(line)
    }

    /// Adds text from outside, wrapped.
    ///
    /// Text longer than the maximum prompt is cut: a server may send megabytes, and each key redraws it.
    mutating func paragraph(_ text: String, _ role: Role) {
        let limit = 8000
        if text.utf8.count > limit * 4 { return paragraph(text.prefix(limit) + " … the rest is not shown", role) }
        lines += SafeText.wrapped(text, columns: columns).map { StyledLine($0, role) }
    }

    /// Adds a label with its value, wrapped in its own column.
    mutating func field(_ label: SafeText, _ value: SafeText, _ role: Role = .text) {
        let labelColumns = 11
        // Links are opened and not read, so one line is enough.
        let room = columns - labelColumns
        let values = role == .link ? [value.clipped(to: room)] : SafeText.wrapped(value.string, columns: room)
        for (index, part) in values.enumerated() {
            let head: SafeText = index == 0 ? label : ""
            let padding = SafeText(" ").repeated(labelColumns - head.columns)
            let link = role == .link ? value.string : nil
            add(StyledLine([.init(head + padding, .secondary), .init(part, role, link: link)]))
        }
    }

    mutating func withTimes<Value>(_ body: (inout TimeTexts) -> Value) -> Value {
        body(&times)
    }

    private mutating func json(_ text: String?) {
        guard let text else { return add(StyledLine("The server has not described it yet.", .secondary)) }
        lines += JSONLines.pretty(text)
    }
}

extension State {
    package var availableTabs: [DetailTab] {
        if case .resource = currentSubject { return [.preview, .summary, .assets, .json] }
        if listFocus == .jobs { return [.summary, .conversation, .timeline, .json] }
        return [.preview, .summary, .assets, .timeline, .json]
    }

    /// The name of the selection, for titles.
    package var subjectName: SafeText {
        if let row = selectedOperation { return SafeText(row.id.rawValue) }
        return selectedResource?.title ?? ""
    }
}
