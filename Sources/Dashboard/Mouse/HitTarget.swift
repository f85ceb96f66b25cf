package import MintDomain
package import TerminalCore

/// The target of a click, by identity, so that a click still applies after its target moved.
package enum HitTarget: Sendable, Hashable {
    /// A pane, or its name in the frame of another pane.
    case pane(Pane)
    case row(Pane, OperationID)
    case resource(ResourceKind, ResourceID)
    case tab(DetailTab)
    /// A file on the Assets tab.
    case file(AssetID)
    /// The border between the lists and the detail pane.
    case split
    /// A label that runs a command: a key in the footer, or a counter in the header.
    case command(Command, HitContext)
    /// The review screen.
    case desk
    case viewer
    /// A dialog, outside its controls.
    case dialog(DialogMark)
    /// A button, by index from the left.
    case button(DialogMark, Int)
    /// A key named in the dialog.
    case key(DialogMark, Key)
    /// An entry of a list, by index.
    case entry(DialogMark, Int)
    /// A completion of the palette, by the resulting line.
    case completion(DialogMark, String)
    case field(DialogMark)
}

/// The context in which a command was drawn.
package struct HitContext: Sendable, Hashable {
    let scope: KeyScope
    let focus: Pane
    let subject: DetailSubject?
}

extension HitTarget {
    var dialog: DialogMark? {
        switch self {
        case .dialog(let mark), .button(let mark, _), .key(let mark, _), .entry(let mark, _),
            .completion(let mark, _), .field(let mark):
            mark
        case .pane, .row, .resource, .tab, .file, .split, .command, .desk, .viewer: nil
        }
    }

    /// Whether a double press opens the target.
    var opens: Bool {
        switch self {
        case .row, .resource, .file: true
        default: false
        }
    }
}

extension State {
    var hitContext: HitContext { HitContext(scope: keyScope, focus: focus, subject: currentSubject) }
}
