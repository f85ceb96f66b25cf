import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

/// The layout of the viewer: a frame, the picture, and a line of facts.
struct ViewerGeometry: Sendable, Hashable {
    let frame: Rect
    let picture: Rect
    let facts: Rect

    init(_ size: Size) {
        let body = Rect(size).splitTop(1).rest.splitBottom(1).rest
        frame = body
        let inside = body.inset(columns: 1, rows: 1)
        let (picture, facts) = inside.splitBottom(1)
        self.picture = picture
        self.facts = facts.inset(columns: 1, rows: 0)
    }
}

extension Painter {
    mutating func viewer(_ viewer: Viewer, _ state: State) {
        let geometry = ViewerGeometry(state.size)
        let kind: SafeText = viewer.file.kind == .mesh ? "Turntable" : "Look-around"
        var title = StyledLine(" \(kind) ", .titleFocused)
        let room = geometry.frame.columns - 8 - title.columns - 24
        title.append("─ ", .border)
        title.append(viewer.title.clipped(to: max(8, room)) + " ", .secondary)
        var note = StyledLine(" \(viewer.file.asset.name) ", .heading)
        if viewer.files.count > 1 { note.append("\(viewer.chosen + 1) of \(viewer.files.count) ", .secondary) }
        frame(geometry.frame, title: title, note: note, role: .borderFocused)
        hits.add(.viewer, geometry.frame)
        if let shown = viewer.shown { copy(shown.canvas, in: geometry.picture) }
        viewerText(viewer, state, geometry)
        if let change = viewer.nextChange {
            // A time that has passed is handled with the next answer.
            times.expect(change)
        }
    }

    private mutating func viewerText(_ viewer: Viewer, _ state: State, _ geometry: ViewerGeometry) {
        if let failure = viewer.failure {
            let lines = SafeText.wrapped(failure.string, columns: max(1, geometry.picture.columns - 8))
            if viewer.shown != nil {
                return draw(
                    StyledLine(SafeText("✖ ") + failure, .error), in: geometry.facts)
            }
            centered(
                [StyledLine("✖ It cannot be shown.", .error)] + lines.map { StyledLine($0, .text) }
                    + [
                        .empty, hint(state.keyName(.open), "opens it in the browser"),
                        hint(state.keyName(.refresh), "tries again      "),
                    ],
                in: geometry.picture)
            return
        }
        guard let shown = viewer.shown else {
            let moment = viewer.openedAt.addingTimeInterval(PictureShelf.quietSeconds)
            if times.now < moment { return times.expect(moment) }
            return centered([StyledLine("loading \(viewer.file.asset.name)…", .secondary)], in: geometry.picture)
        }
        let look = viewer.lookText
        let facts = shown.facts.line(columns: geometry.facts.columns - look.columns - 2, shown.frame.quality)
        draw(facts, in: geometry.facts)
        draw(
            look, column: geometry.facts.endColumn - look.columns, row: geometry.facts.row, limit: look.columns)
    }

    private mutating func draw(_ line: StyledLine, in area: Rect) {
        draw(line, column: area.column, row: area.row, limit: area.columns)
    }
}

extension Viewer {
    /// The settings of the view that differ from the default.
    fileprivate var lookText: StyledLine {
        var words: [SafeText] = []
        if file.kind == .mesh {
            if look.isWireframe { words.append("wireframe") }
            if !look.isLit { words.append("no light") }
            if !look.hasTextures { words.append("no textures") }
            if camera.distance != 1 { words.append("\(Int((100 / camera.distance).rounded())) %") }
        } else {
            words.append("\(Int((camera.fieldOfView * 180 / .pi).rounded()))°")
        }
        if isTurning { words.append("turning") }
        return StyledLine(SafeText(words.map(\.string).joined(separator: " · ")), .heading)
    }
}

extension ViewerFacts {
    /// As many facts as fit on one line, the most important first.
    func line(columns: Int, _ quality: ViewerFrame.Quality) -> StyledLine {
        var words: [SafeText] = []
        if let triangles {
            words.append("\(grouped(Double(triangles))) triangles")
            if let drawnTriangles, drawnTriangles < triangles {
                words.append("\(grouped(Double(drawnTriangles))) drawn")
            }
        }
        if let note { words.append(SafeText(note)) }
        if !extent.isEmpty { words.append(SafeText(extent.map(lengthText).joined(separator: " × "))) }
        if let byteCount { words.append(byteText(byteCount)) }
        if let vertices { words.append("\(grouped(Double(vertices))) vertices") }
        if quality == .turning, let milliseconds, milliseconds > 0 {
            words.append("≈\(Int(min(999, (1000 / milliseconds).rounded()))) fps")
        }
        var line = StyledLine()
        for word in words {
            let piece: SafeText = line.spans.isEmpty ? word : SafeText(" · ") + word
            guard line.columns + piece.columns <= columns else { break }
            line.append(piece, .secondary)
        }
        return line
    }
}

/// A length with at most three significant digits.
private func lengthText(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "?" }
    if value == value.rounded(), value.magnitude >= 10 { return grouped(value) }
    let factor: Double = value.magnitude >= 100 ? 1 : value.magnitude >= 10 ? 10 : 100
    let scaled = Int((value.magnitude * factor).rounded())
    let sign = value < 0 ? "-" : ""
    guard factor > 1 else { return sign + "\(scaled)" }
    let fraction = String(scaled % Int(factor))
    let padding = String(repeating: "0", count: (factor == 100 ? 2 : 1) - fraction.count)
    return "\(sign)\(scaled / Int(factor)).\(padding)\(fraction)"
}
