package import MintDomain
import TerminalCore

extension TrackedOperation {
    /// The prompt column: the prompt, or the reason why it is missing.
    package var saying: Table.Field {
        if let prompt = operation?.prompt { return .init(SafeText(prompt)) }
        if let problem { return .init(SafeText(problem.sentence), color: 31) }
        return operation == nil ? .init("not read yet", color: 90) : .init("-")
    }
}
