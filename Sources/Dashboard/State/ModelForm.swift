package import MintDomain
package import TerminalCore

/// The form for a derived Model: an optimized file, or files in other formats.
package struct ModelForm: Sendable, Hashable {
    package enum Choice: Sendable, Hashable {
        case level(OptimizationLevel)
        /// The chosen formats, and the format that Space toggles.
        case formats(Set<ModelFormat>, current: ModelFormat)
    }

    package enum Focus: Sendable, Hashable, CaseIterable {
        case choice, submit, back
    }

    /// The Model at the time of the key press.
    package var modelID: ResourceID
    package var choice: Choice
    package var focus = Focus.choice
    package var complaint: SafeText?

    /// The mutation for the current choice.
    package var mutation: Mutation {
        switch choice {
        case .level(let level): .optimize(modelID, level: level)
        case .formats(let formats, _): .convert(modelID, formats: formats)
        }
    }
}
