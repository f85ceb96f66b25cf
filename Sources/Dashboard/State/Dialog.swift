package import MintDomain
package import TerminalCore

/// A dialog on top of the panes. It gets the keys first.
package enum Dialog: Sendable {
    case confirmation(Confirmation)
    case bulk(BulkConfirmation)
    case text(TextForm)
    case creation(CreationForm)
    case model(ModelForm)
    case menu(OpenMenu)
    case help(HelpPage)
    case requestLog(LogPage)
    case leftovers(Leftovers)
    case arming(Arming)
    case palette(Palette)
    case existing(ExistingFile)
    case welcome(Welcome)
    case copy(CopyMenu)
    case selectable(SelectableText)
    case filter(FilterLine)
    case list(ListMenu)
}

extension Dialog {
    /// Whether the dialog fits on a screen of that size.
    func fits(_ size: Size) -> Bool {
        switch self {
        case .confirmation: size.columns >= 44 && size.rows >= 12
        case .text: size.columns >= 44 && size.rows >= 12
        case .creation, .bulk: size.columns >= 50 && size.rows >= 14
        case .model: size.columns >= 50 && size.rows >= 12
        case .leftovers: size.columns >= 50 && size.rows >= 10
        case .arming, .existing: size.columns >= 44 && size.rows >= 12
        case .welcome: size.columns >= 76 && size.rows >= 23
        case .palette, .selectable: size.columns >= 20 && size.rows >= 3
        case .menu, .copy, .help, .requestLog: size.columns >= 30 && size.rows >= 6
        case .filter, .list: size.columns >= 40 && size.rows >= 8
        }
    }
}

/// The question before a change. The mutation holds the id at the time of the key press.
package struct Confirmation: Sendable, Hashable {
    package var mutation: Mutation
    /// Whether the confirming button has the focus. The canceling button has it at first.
    package var isConfirmFocused = false
}

/// The editor for a text that is sent unchanged.
package struct TextForm: Sendable {
    /// The use of the text. The ids are those at the time of the key press.
    package enum Purpose: Sendable, Hashable {
        case revision(OperationID)
        /// A message to these jobs; at least one.
        case message([OperationID])
        case job
    }

    package var purpose: Purpose
    package var editor: TextEditor
    /// The preview that the feedback is about; nil if there is none.
    package var stage: PreviewStage?
    package var focus = FormFocus.text
    /// The reason why it was not sent.
    package var complaint: SafeText?

    init(purpose: Purpose, editor: TextEditor, stage: PreviewStage? = nil) {
        (self.purpose, self.editor, self.stage) = (purpose, editor, stage)
    }
}

/// The form that starts a generation.
package struct CreationForm: Sendable {
    package var kind: ResourceKind
    package var mode: GenerationMode
    package var preset: GenerationPreset
    package var editor: TextEditor
    package var focus = FormFocus.text
    package var complaint: SafeText?
}

/// The part of a form that gets the keys.
package enum FormFocus: Sendable, Hashable {
    case kind, mode, preset, text, submit, back
}

package struct OpenMenu: Sendable, Hashable {
    /// The owner of the links. It stays when the selection changes.
    package var subject: DetailSubject
    package var title: SafeText
    package var entries: [Asset]
    package var selected = 0
}

/// The question about decisions that were not sent, asked at the start or before the screen ends.
package struct Leftovers: Sendable, Hashable {
    /// The action after the answer; nil if the screen stays.
    package var ending: Ending?
}

/// The end of the screen: quitting or switching profiles.
package enum Ending: Sendable, Hashable {
    case quit
    /// Switches to the profile of that name.
    case profile(String)

    package var effect: Effect {
        switch self {
        case .quit: .quit(status: 0)
        case .profile(let name): .switchProfile(name)
        }
    }
}

/// The question before changes are allowed with a profile that starts read-only.
package struct Arming: Sendable, Hashable {
    package var isConfirmFocused = false
}

/// The question about a file that exists at the path of a download.
package struct ExistingFile: Sendable, Hashable {
    package var file: AssetRef
    package var path: SafeText
    /// The focused answer. The canceling one has the focus at first.
    package var answer = ExistingAnswer.cancel
}

/// The log of requests, newest first.
package struct LogPage: Sendable, Hashable {
    package var offset = 0
}
