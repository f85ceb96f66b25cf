package import MintDomain
package import TerminalCore

/// The most characters of a text that a row is made of: no screen is wider, and a server may send megabytes.
private let rowTextLimit = 600

extension TrackedOperation {
    /// What a person knows it by: its prompt, else what it does, else its id.
    package var title: SafeText { SafeText(plainTitle) }

    /// The same before it is cleaned.
    var plainTitle: String {
        if let prompt = operation?.prompt, !prompt.isEmpty { return String(prompt.prefix(rowTextLimit)) }
        guard let operation else { return id.rawValue }
        // The agent's service never tells what a job is about: what was started elsewhere is known by its id.
        if operation.kind == .agentJob { return id.rawValue }
        if let resource = operation.resource { return "\(operation.kind.longName) of \(resource.id.rawValue)" }
        return "\(operation.kind.longName) \(id.rawValue)"
    }
}

extension Resource {
    /// What a person knows it by: its name, else its prompt, else its id.
    package var title: SafeText {
        SafeText(([name, prompt].compactMap(\.self).first { !$0.isEmpty } ?? id.rawValue).prefix(rowTextLimit))
    }
}

extension Mutation {
    /// The word a row shows while the mutation is on its way; at most 9 columns.
    var progressWord: String {
        switch self {
        case .generate: "starting…"
        case .approve: "approving"
        case .revise: "revising…"
        case .resume: "resuming…"
        case .cancel: "canceling"
        case .optimize: "optimizing"
        case .convert: "converting"
        case .retry: "retrying…"
        case .createJob: "starting…"
        case .message: "sending…"
        }
    }
}
