import MintDomain
import TerminalCore

/// The identity of a dialog and its question, so that a click never applies to another dialog or question.
package struct DialogMark: Sendable, Hashable {
    enum About: Sendable, Hashable {
        case confirmation(Mutation)
        case bulk(Verb, [OperationID])
        case text(TextForm.Purpose)
        case creation
        case model(ResourceID)
        case menu(DetailSubject, [Asset])
        case leftovers([IdempotencyKey])
        case existing(AssetRef, SafeText)
        case copy(CopyMenu.Identity)
        case palette(String)
        /// A page of lines, or a question without a subject.
        case other
    }

    /// The number of dialogs below it.
    let depth: Int
    let about: About
}

extension State {
    /// The topmost dialog; nil if there is none or it does not fit on the screen.
    var dialogMark: DialogMark? {
        guard let top = overlays.dialogs.last, top.fits(size) else { return nil }
        return DialogMark(depth: overlays.dialogs.count - 1, about: about(top))
    }

    private func about(_ dialog: Dialog) -> DialogMark.About {
        switch dialog {
        case .confirmation(let confirmation): .confirmation(confirmation.mutation)
        case .bulk(let bulk): .bulk(bulk.verb, bulk.ids)
        case .text(let form): .text(form.purpose)
        case .creation: .creation
        case .model(let form): .model(form.modelID)
        case .menu(let menu): .menu(menu.subject, menu.entries)
        case .leftovers: .leftovers(decisions.outbox.filter(\.isHere).map(\.id))
        case .existing(let existing): .existing(existing.file, existing.path)
        case .copy(let menu): .copy(menu.identity)
        case .palette(let palette): .palette(palette.query)
        default: .other
        }
    }
}
