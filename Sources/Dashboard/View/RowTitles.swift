package import MintDomain
package import TerminalCore

/// The maximum characters of a text in a row: no screen is wider, and a server may send megabytes.
private let rowTextLimit = 600

extension TrackedOperation {
    /// The display name: the prompt, otherwise the kind of work, otherwise the id.
    package var title: SafeText { SafeText(plainTitle) }

    /// The title in quotation marks, short enough for a sentence; the plain id without a better name.
    package var quotedName: SafeText {
        plainTitle == id.rawValue ? SafeText(id.rawValue) : "\"" + title.clipped(to: 40) + "\""
    }

    /// The title before sanitizing.
    var plainTitle: String {
        if let prompt = operation?.prompt, !prompt.isEmpty { return String(prompt.prefix(rowTextLimit)) }
        guard let operation else { return id.rawValue }
        // The agent service does not return prompts, so jobs started elsewhere are named by id.
        if operation.kind == .agentJob { return id.rawValue }
        if let resource = operation.resource { return "\(operation.kind.longName) of \(resource.id.rawValue)" }
        return "\(operation.kind.longName) \(id.rawValue)"
    }
}

extension Resource {
    /// The display name: the name, otherwise the prompt, otherwise the id.
    package var title: SafeText {
        SafeText(([name, prompt].compactMap(\.self).first { !$0.isEmpty } ?? id.rawValue).prefix(rowTextLimit))
    }
}
