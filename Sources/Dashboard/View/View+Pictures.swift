import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension Painter {
    /// Draws a centered picture, or the text `absence` without one.
    mutating func picture(
        _ request: PictureRequest?, _ state: State, in area: Rect, absence: SafeText, on surface: Role? = nil
    ) {
        guard state.setup.pictureMode != .none else {
            let hint: SafeText = request == nil ? "" : "o   opens it in the browser"
            return pictureText(["Pictures are off (--images none).", hint], in: area, .secondary, on: surface)
        }
        guard let request else { return pictureText([absence], in: area, .secondary, on: surface) }
        switch state.pictures[request.key] {
        case .ready(let canvas): copy(canvas, in: area)
        case .failed(let reason): pictureText(["✖ no picture", reason], in: area, .warning, on: surface)
        case .loading(let since):
            // A loading message appears only after a delay, to avoid flicker.
            let moment = since.addingTimeInterval(PictureShelf.quietSeconds)
            if times.now < moment { return times.expect(moment) }
            pictureText(["loading the picture…"], in: area, .secondary, on: surface)
        case nil: break
        }
    }

    /// Copies a canvas into the middle of an area; a larger one is cut.
    mutating func copy(_ source: Canvas, in area: Rect) {
        let place = area.centered(source.size)
        for row in 0..<place.rows {
            for column in 0..<place.columns {
                var cell = source[column, row]
                // Transparent parts show the theme's background.
                if cell.style.background == .terminalDefault { cell.style.background = theme.background.background }
                canvas.put(cell, column: place.column + column, row: place.row + row)
            }
        }
    }

    /// Wraps the message in place of a picture.
    func pictureLines(_ texts: [SafeText], columns: Int) -> [SafeText] {
        texts.filter { !$0.isEmpty }.flatMap { SafeText.wrapped($0.string, columns: max(1, columns)) }
    }

    private mutating func pictureText(_ texts: [SafeText], in area: Rect, _ role: Role, on surface: Role?) {
        let lines = pictureLines(texts, columns: area.columns)
        let top = area.row + max(0, (area.rows - lines.count) / 2)
        for (index, line) in lines.prefix(area.rows).enumerated() {
            let column = area.column + max(0, (area.columns - line.columns) / 2)
            canvas.write(
                line, column: column, row: top + index, limit: area.endColumn - column,
                style: style(index == 0 ? role : .secondary, on: surface))
        }
    }
}

/// The layout of the Preview tab: the picture with its facts below, or to its right in a low or wide tab.
struct PreviewGeometry: Sendable, Hashable {
    let picture: Rect
    let caption: Rect
    /// The maximum lines of the prompt.
    let promptRows: Int

    init(_ area: Rect) {
        // Lines below the picture reduce its height, which is scarce in a low or wide tab.
        if area.columns >= 60, area.rows < 16 || area.rows < 24 && area.columns >= 2 * area.rows + 60 {
            // In cells, a square picture is twice as wide as high, a panorama four times.
            let (left, right) = area.splitLeft(min(area.rows * 4, area.columns / 2))
            picture = left
            caption = Rect(
                column: right.column + 2, row: right.row, columns: right.columns - 2, rows: right.rows)
            promptRows = max(1, area.rows - 4)
        } else {
            let rows = area.rows < 9 ? 0 : min(5, area.rows / 4)
            let (top, bottom) = area.splitBottom(rows)
            // One empty line between both.
            picture = rows > 0 ? top.splitBottom(1).rest : top
            caption = bottom
            promptRows = 2
        }
    }
}

extension Painter {
    mutating func preview(_ state: State, _ lines: [StyledLine], in area: Rect) {
        let geometry = PreviewGeometry(area)
        let subject = state.currentSubject
        let request = subject.flatMap { state.picture(of: $0, size: geometry.picture.size, purpose: .preview) }
        picture(request, state, in: geometry.picture, absence: state.pictureAbsence)
        draw(lines, in: geometry.caption)
    }
}

extension State {
    /// Whether the detail shows a picture with a caption.
    var showsPicture: Bool { detail.tab == .preview && selectedAssets.picture() != nil }

    /// The width of the detail's lines.
    var detailColumns: Int {
        showsPicture ? PreviewGeometry(layout.detailArea).caption.columns : layout.detailArea.columns
    }

    /// The reason why the selected row has no picture.
    var pictureAbsence: SafeText {
        if let asset = selectedAssets.picture(), linkRefusal(asset.url) != nil {
            return "Its picture has a link that is not opened: only http and https ones are."
        }
        guard let operation = selectedOperation?.operation else {
            return selectedResource == nil ? "The server has not described it yet." : "It has no picture."
        }
        if operation.status.isFinal { return "It ended without a picture." }
        return operation.kind == .worldGeneration || operation.kind == .modelGeneration
            ? "No picture yet: the first one comes with the preview." : "It makes no picture."
    }
}

extension DetailContent {
    mutating func caption(_ row: TrackedOperation, _ state: State) {
        let limit = PreviewGeometry(state.layout.detailArea).promptRows
        let lines = SafeText.wrapped(row.title.string, columns: columns)
        for (index, line) in lines.prefix(limit).enumerated() {
            let isCut = index == limit - 1 && lines.count > limit
            add(StyledLine(isCut ? (line + "…").clipped(to: columns) : line, .heading))
        }
        statusLine(row, state)
        problems(row)
        leaveOutBlankLines()
    }

    /// Draws the caption of a World's or Model's picture.
    mutating func caption(_ resource: Resource) {
        add(StyledLine(resource.title.clipped(to: columns), .heading))
        let look = StatusAppearance(resource)
        var line = StyledLine([
            .init(look.glyph + " " + look.word, look.role), .init("   \(resource.kind.rawValue)", .secondary),
        ])
        if let created = resource.createdAt {
            let age = withTimes { $0.age(of: $0.local(created)) }
            line.append(age == "now" ? "   just now" : SafeText("   ") + age + " ago", .secondary)
        }
        add(line)
        if let prompt = resource.prompt, prompt != resource.name { paragraph(prompt, .secondary) }
    }
}
