import MintDomain
import TerminalCore

/// Which dialog it is and what it asks: a click that was meant for another one, or for another question, is not obeyed.
package struct DialogMark: Sendable, Hashable {
    /// What a dialog is about.
    enum About: Sendable, Hashable {
        case confirmation(Mutation, PreviewStage?)
        case bulk(Command, [OperationID])
        case text(TextForm.Purpose)
        case creation
        case model(ResourceID)
        case menu(DetailSubject, [Asset])
        case leftovers([IdempotencyKey])
        case existing(AssetRef, SafeText)
        case copy(CopyMenu.Identity)
        case palette(String)
        /// A page of lines, or a question about nothing in particular.
        case other
    }

    /// How many dialogs lie below it.
    let depth: Int
    let about: About
}

extension State {
    /// The dialog on top; nil where there is none, or where it cannot be shown.
    var dialogMark: DialogMark? {
        guard let top = dialogs.last, top.fits(size) else { return nil }
        return DialogMark(depth: dialogs.count - 1, about: about(top))
    }

    private func about(_ dialog: Dialog) -> DialogMark.About {
        switch dialog {
        case .confirmation(let confirmation): .confirmation(confirmation.mutation, confirmation.stage)
        case .bulk(let bulk): .bulk(bulk.command, bulk.ids)
        case .text(let form): .text(form.purpose)
        case .creation: .creation
        case .model(let form): .model(form.modelID)
        case .menu(let menu): .menu(menu.subject, menu.entries)
        case .leftovers: .leftovers(outbox.filter(\.isHere).map(\.id))
        case .existing(let existing): .existing(existing.file, existing.path)
        case .copy(let menu): .copy(menu.identity)
        case .palette(let palette): .palette(palette.query)
        default: .other
        }
    }
}
