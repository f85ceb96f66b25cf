import Dashboard
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing
import Theming

/// The mouse targets of a frame's cells, compared with their text.
struct HitMapTests {
    static let sizes = [
        Size(columns: 160, rows: 45), Size(columns: 120, rows: 40), Size(columns: 80, rows: 24),
        Size(columns: 60, rows: 20),
    ]

    @Test(arguments: sizes) func everyRowOfAListIsItsOwn(_ size: Size) throws {
        let (state, frame) = Mouse.screen(size)
        let rows = frame.hits.targets.compactMap { if case .row(.operations, let id) = $0 { id } else { nil } }
        #expect(rows.count == min(12, Layout(size: size, focus: .operations, listFocus: .operations).height))
        for id in rows {
            let area = try #require(frame.hits.area(of: .row(.operations, id)))
            let text = Mouse.text(frame.canvas, area)
            let title = try #require(state.operations[id: id]?.title.clipped(to: 9).string.dropLast())
            #expect(area.rows == 1 && text.contains(title), "\(id) in \(text)")
            for column in [area.column, area.endColumn - 1] {
                #expect(frame.hits.target(at: Point(column: column, row: area.row)) == .row(.operations, id))
            }
        }
    }

    @Test(arguments: sizes) func everyKeyOfTheFooterRunsItsCommand(_ size: Size) {
        let (_, frame) = Mouse.screen(size, keys: [.character("j")])
        let commands = frame.hits.targets.filter { target in
            if case .command = target { frame.hits.area(of: target)?.row == size.rows - 1 } else { false }
        }
        #expect(commands.count >= (size.columns >= 80 ? 6 : 4))
        for target in commands {
            guard case .command(let command, _) = target, let area = frame.hits.area(of: target) else { continue }
            let binding = KeyMap.standard[command]
            #expect(Mouse.text(frame.canvas, area) == "\(binding.keys[0].name) \(binding.title)")
        }
    }

    @Test(arguments: sizes) func everyTabIsWhereItsNameStands(_ size: Size) throws {
        let (state, frame) = Mouse.screen(size, keys: [.character("j"), Key(.enter)])
        for tab in state.availableTabs {
            let area = try #require(frame.hits.area(of: .tab(tab)))
            #expect(Mouse.text(frame.canvas, area) == " \(tab.title) ")
            #expect(frame.hits.target(at: Point(column: area.column + 1, row: area.row)) == .tab(tab))
        }
    }

    @Test(arguments: [(160, 45), (120, 40), (119, 40), (80, 24), (60, 20)])
    func everyListCanBeReachedByItsPaneOrItsName(_ columns: Int, _ rows: Int) throws {
        let (_, frame) = Mouse.screen(Size(columns: columns, rows: rows))
        for pane in [Pane.operations, .worlds, .models] {
            let area = try #require(frame.hits.area(of: .pane(pane)))
            let point = Point(column: area.column + 3, row: area.row)
            #expect(frame.hits.target(at: point) == .pane(pane))
            #expect(
                Mouse.text(frame.canvas, Rect(column: 0, row: area.row, columns: columns, rows: 1))
                    .contains(" \(pane.rawValue) "))
        }
    }

    @Test(arguments: [
        (120, 40, Rect(column: 63, row: 1, columns: 2, rows: 38)),
        (160, 45, Rect(column: 85, row: 1, columns: 2, rows: 43)),
        (80, 24, Rect(column: 0, row: 12, columns: 80, rows: 2)),
        (119, 30, Rect(column: 0, row: 16, columns: 119, rows: 2)),
    ])
    func theBorderBeforeTheDetailIsWhereThePanesMeet(_ columns: Int, _ rows: Int, _ area: Rect) {
        let (_, frame) = Mouse.screen(Size(columns: columns, rows: rows))
        #expect(frame.hits.area(of: .split) == area)
    }

    @Test(arguments: [(60, 20), (39, 20), (80, 12)]) func withOnePaneThereIsNoBorder(_ columns: Int, _ rows: Int) {
        #expect(Mouse.screen(Size(columns: columns, rows: rows)).1.hits.area(of: .split) == nil)
    }

    @Test func underADialogOnlyTheDialogCanBeReached() throws {
        for size in Self.sizes {
            let (_, frame) = Mouse.screen(size, keys: [.character("j"), .character("a")])
            let targets = frame.hits.targets
            #expect(targets.contains { if case .button(_, 1) = $0 { true } else { false } })
            for target in targets {
                switch target {
                case .dialog, .button, .key: break
                default: Issue.record("\(target) lies under the dialog")
                }
            }
            #expect(frame.hits.target(at: Point(column: 0, row: 0)) == nil)
            let button = try #require(targets.last { if case .button(_, 1) = $0 { true } else { false } })
            let area = try #require(frame.hits.area(of: button))
            #expect(Mouse.text(frame.canvas, area).contains("Approve  y"))
        }
    }

    @Test func theKeysThatADialogNamesAreButtonsToo() throws {
        let (_, frame) = Mouse.screen(Size(columns: 120, rows: 40), keys: [.character("j"), .character("o")])
        for (key, words) in [(Key(.enter), " Enter opens  "), (Key(.escape), "Esc back ")] {
            let target = try #require(frame.hits.targets.first { if case .key(_, key) = $0 { true } else { false } })
            let area = try #require(frame.hits.area(of: target))
            #expect(Mouse.text(frame.canvas, area) == words)
        }
    }

    @Test func theFilesAndTheCounterCanBeReached() throws {
        let (state, frame) = Mouse.screen(
            Size(columns: 120, rows: 40), keys: [.character("j"), Key(.enter), .character("]")])
        let files = frame.hits.targets.compactMap { if case .file(let id) = $0 { id.name } else { nil } }
        #expect(files == state.selectedAssets.map(\.name))
        let counter = try #require(
            frame.hits.targets.first { if case .command(.reviewDesk, _) = $0 { true } else { false } })
        let area = try #require(frame.hits.area(of: counter))
        #expect(area.row == 0 && Mouse.text(frame.canvas, area).contains("◆ 2"))
    }

    @Test func aScreenOfOneLineHasNothingToReach() {
        #expect(Mouse.screen(Size(columns: 30, rows: 5)).1.hits.target(at: Point(column: 0, row: 0)) == nil)
    }
}

extension Layout {
    fileprivate var height: Int { max(0, (panes[.operations]?.rows ?? 0) - 2) }
}
