package import MintDomain
package import TerminalCore

/// The form that makes something new of a finished Model: a lighter file, or files in other formats.
package struct ModelForm: Sendable, Hashable {
    /// What is chosen in it.
    package enum Choice: Sendable, Hashable {
        case level(OptimizationLevel)
        /// What is chosen, and the one that Space toggles.
        case formats(Set<ModelFormat>, current: ModelFormat)
    }

    /// Which part of it has the keys.
    package enum Focus: Sendable, Hashable, CaseIterable {
        case choice, submit, back
    }

    /// The Model, taken when the key was pressed.
    package var modelID: ResourceID
    package var choice: Choice
    package var focus = Focus.choice
    /// Why it was not sent.
    package var complaint: SafeText?

    /// What the form asks for as it stands.
    package var mutation: Mutation {
        switch choice {
        case .level(let level): .optimize(modelID, level: level)
        case .formats(let formats, _): .convert(modelID, formats: formats)
        }
    }
}
