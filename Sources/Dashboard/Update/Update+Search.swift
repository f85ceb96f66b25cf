import MintDomain
import TerminalCore

/// Opens the search line of the detail; a tab without text first switches to the JSON, which contains everything.
///
/// After a mere refusal, the typed text would run commands.
func openSearch(_ state: inout State) {
    focus(.detail, &state)
    if !state.hasSearchableText {
        (state.detail.tab, state.selection.chosenTab) = (.json, .json)
        (state.detail.offset, state.detail.asset) = (0, 0)
    }
    openFilterLine(&state)
}

/// Searches the detail text for the typed text and shows the first match from the start position.
func search(_ text: String, from anchor: FilterLine.Anchor?, _ state: inout State) throws(FilterError) {
    let search = try DetailSearch(text)
    state.overlays.search = text.isEmpty ? nil : search
    guard case .line(let offset)? = anchor else { return }
    state.detail.offset = offset
    guard !text.isEmpty else { return }
    try goToMatch(forward: true, from: offset, &state)
}

/// Closes the search line and keeps its text.
func keepSearch(_ state: inout State) {
    guard let search = state.overlays.search else { return }
    if search.filter.isEmpty {
        state.overlays.search = nil
    } else if search.count == 0 {
        note(.warning, "No match for “\(SafeText(search.text).clipped(to: 30))”; n searches again.", &state)
    }
}

/// Goes to the next (`n`) or previous (`N`) match and wraps around.
func stepSearch(forward: Bool, _ state: inout State) {
    guard let search = state.overlays.search else { return }
    guard state.hasSearchableText else {
        return note(.warning, "There is no text on this tab to search: / searches the JSON.", &state)
    }
    let isHere = search.place == state.searchPlace
    let start = isHere ? search.line.map { forward ? $0 + 1 : $0 - 1 } : nil
    do throws(FilterError) {
        try goToMatch(forward: forward, from: start ?? state.detail.offset, &state)
    } catch {
        return note(.warning, error.sentence, &state)
    }
    if state.overlays.search?.count == 0 {
        note(.warning, "No match for “\(SafeText(search.text).clipped(to: 30))”.", &state)
    }
}

private func goToMatch(forward: Bool, from start: Int, _ state: inout State) throws(FilterError) {
    guard var search = state.overlays.search, !search.filter.isEmpty else { return }
    let area = state.layout.detailArea
    let lines = DetailContent.lines(of: state, columns: state.detailColumns)
    let found = try search.places(in: lines)
    let index =
        forward
        ? found.firstIndex { $0 >= start } ?? found.indices.first
        : found.lastIndex { $0 <= start } ?? found.indices.last
    search.place = state.searchPlace
    (search.count, search.current, search.line) = (found.count, index, index.map { found[$0] })
    state.overlays.search = search
    guard let line = search.line else { return }
    let height = max(1, area.rows - state.lineRows(of: .detail))
    // Scrolls only if needed, and then leaves some lines around the match.
    if line < state.detail.offset || line >= state.detail.offset + height {
        state.detail.offset = min(max(0, line - height / 3), max(0, lines.count - height))
    }
}

extension State {
    var hasSearchableText: Bool { detail.tab != .assets && !showsPicture && currentSubject != nil }

    var searchPlace: DetailSearch.Place { DetailSearch.Place(subject: detail.subject, tab: detail.tab) }
}
