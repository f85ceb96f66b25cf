package import MintDomain
package import TerminalCore

/// What a cell of a frame belongs to, by identity: what has moved meanwhile is still meant, and nothing else is.
package enum HitTarget: Sendable, Hashable {
    /// A pane with its frame, or its name in the frame of another one.
    case pane(Pane)
    case row(Pane, OperationID)
    case resource(ResourceKind, ResourceID)
    case tab(DetailTab)
    /// A file on the Assets tab.
    case file(AssetID)
    /// The border between the lists and the detail.
    case split
    /// What runs a command where it stands: a key of the footer, a counter of the header.
    case command(Command, HitContext)
    /// The review desk.
    case desk
    /// The picture of a file that is looked at.
    case viewer
    /// The box of a dialog.
    case dialog(DialogMark)
    /// One of its buttons, from 0 at the left.
    case button(DialogMark, Int)
    /// A key that the dialog names.
    case key(DialogMark, Key)
    /// One of the things it lists, by its place in the dialog.
    case entry(DialogMark, Int)
    /// A completion of the palette, by the line it makes.
    case completion(DialogMark, String)
    /// The field its text is written in.
    case field(DialogMark)
}

/// What a command would have acted on when it was drawn.
package struct HitContext: Sendable, Hashable {
    let scope: KeyScope
    let focus: Pane
    let subject: DetailSubject?
}

extension HitTarget {
    /// The dialog it stands in; nil where it stands in none.
    var dialog: DialogMark? {
        switch self {
        case .dialog(let mark), .button(let mark, _), .key(let mark, _), .entry(let mark, _),
            .completion(let mark, _), .field(let mark):
            mark
        case .pane, .row, .resource, .tab, .file, .split, .command, .desk, .viewer: nil
        }
    }

    /// Whether a second press opens it.
    var opens: Bool {
        switch self {
        case .row, .resource, .file: true
        default: false
        }
    }
}

extension State {
    /// What a command would act on now.
    var hitContext: HitContext { HitContext(scope: keyScope, focus: focus, subject: currentSubject) }
}
