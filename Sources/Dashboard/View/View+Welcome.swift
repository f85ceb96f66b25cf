import TerminalCore
import Theming

extension Painter {
    mutating func welcome(_ state: State) {
        let lines = WelcomeContent.lines(of: state)
        let foot = StyledLine([.init(" any key", .keyHint), .init(" begins ", .secondary)])
        let area = box(
            Size(columns: WelcomeContent.columns, rows: lines.count), title: "Welcome to mintop", state: state,
            foot: foot)
        draw(lines, in: area, on: .overlay)
    }
}

enum WelcomeContent {
    static let columns = 66

    static func lines(of state: State) -> [StyledLine] {
        let purpose: SafeText =
            "The control room for long generation jobs: watch them, look at what they made, and decide with one key."
        let place: SafeText =
            state.badge.isLocal
            ? "This is the embedded local Mint. It is free: try everything."
            : "This is \(state.badge.name) at \(state.badge.origin). What you start there costs Credits."
        var lines: [StyledLine] = [.empty]
        lines += SafeText.wrapped(purpose.string, columns: columns).map { StyledLine($0, .text) }
        lines.append(.empty)
        lines += SafeText.wrapped(place.string, columns: columns).map {
            StyledLine($0, state.badge.isLocal ? .success : .warning)
        }
        lines.append(.empty)
        lines += keys.map { commands, text in
            let names = commands.compactMap { state.setup.keyMap[$0].keys.first?.name.string }.joined(separator: " ")
            return line(SafeText(names), text)
        }
        lines.append(.empty)
        if state.badge.isLocal {
            lines.append(line("Your own Mint", "export MINT_API_KEY=…, then mintop", .heading))
        }
        lines.append(line("Settings", "mintop doctor --example shows them all", .heading))
        lines.append(line("Not right?", "mintop doctor shows what is wrong and how to fix it", .heading))
        lines.append(.empty)
        return lines.map { $0.clipped(to: columns) }
    }

    private static let keys: [([Command], SafeText)] = [
        ([.moveDown, .moveUp], "move; Enter looks closer, Esc comes back"),
        ([.create], "start a World or a 3D Model"),
        ([.approve, .revise, .cancel], "approve, revise or cancel"),
        ([.undo], "take the newest decision back, while it is held"),
        ([.reviewDesk], "review what is waiting, one at a time"),
        ([.palette, .help], "every command by name; every key"),
        ([.quit], "quit; jobs go on without you"),
    ]

    private static func line(_ head: SafeText, _ text: SafeText, _ role: Role = .keyHint) -> StyledLine {
        let padding = SafeText(" ").repeated(max(2, 15 - head.columns))
        return StyledLine([.init(head, role), .init(padding, .text), .init(text, .text)])
    }
}
