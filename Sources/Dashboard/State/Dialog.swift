package import MintDomain
package import TerminalCore

/// Something on top of the panes that takes the keys first.
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
    /// Whether all of it can be shown.
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

/// Asks before something is changed. The mutation holds the id, taken when the key was pressed.
package struct Confirmation: Sendable, Hashable {
    package var mutation: Mutation
    /// The preview that was decided about; nil where none was.
    package var stage: PreviewStage?
    /// Whether the button that does it has the focus; the safe one has it at first.
    package var isConfirmFocused = false
}

/// The editor for a text that is sent as it is.
package struct TextForm: Sendable {
    /// What becomes of the text. The ids were taken when the key was pressed.
    package enum Purpose: Sendable, Hashable {
        /// It says what should change in a preview.
        case revision(OperationID)
        /// It is a further instruction for these jobs; at least one.
        case message([OperationID])
        /// It is the prompt of a new job.
        case job
    }

    package var purpose: Purpose
    package var editor: TextEditor
    /// The preview that a revision is about; nil where it is about none.
    package var stage: PreviewStage?
    package var focus = FormFocus.text
    /// Why it was not sent.
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
    /// Why it was not sent.
    package var complaint: SafeText?
}

/// Which part of a form has the keys.
package enum FormFocus: Sendable, Hashable {
    case kind, mode, preset, text, submit, back
}

/// A choice of links to open.
package struct OpenMenu: Sendable, Hashable {
    /// What the links belong to, whatever is selected meanwhile.
    package var subject: DetailSubject
    package var title: SafeText
    package var entries: [Asset]
    package var selected = 0
}

/// Asks what becomes of decisions that did not leave: before the screen ends, or at its start.
package struct Leftovers: Sendable, Hashable {
    /// What comes after the answer; nil where the screen stays.
    package var ending: Ending?
}

/// What becomes of the screen.
package enum Ending: Sendable, Hashable {
    /// The program ends.
    case quit
    /// It goes on with the profile of that name.
    case profile(String)

    /// What the runtime is to do.
    var effect: Effect {
        switch self {
        case .quit: .quit(status: 0)
        case .profile(let name): .switchProfile(name)
        }
    }
}

/// Asks before changes are allowed with a profile that starts read-only.
package struct Arming: Sendable, Hashable {
    /// Whether the button that does it has the focus; the safe one has it at first.
    package var isConfirmFocused = false
}

/// Asks what becomes of a file that stands where another one is to go.
package struct ExistingFile: Sendable, Hashable {
    package var file: AssetRef
    package var path: SafeText
    /// The one that has the focus; the safe one has it at first.
    package var answer = ExistingAnswer.cancel
}

/// The log of requests, newest first.
package struct LogPage: Sendable, Hashable {
    package var offset = 0
}
