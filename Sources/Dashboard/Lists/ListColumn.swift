import MintDomain
import TerminalCore

/// Something that each row of a list has: what it is sorted by, filtered by, and shown in.
///
/// The raw value is the name in a filter, in the settings file and in the menu of `s`.
package enum ListColumn: String, Sendable, Hashable, CaseIterable {
    case status, kind
    /// The prompt, or else what the operation does.
    case prompt
    /// The name of a World or a Model, or else its prompt.
    case name
    /// Where a job works: `owner/name@ref`.
    case source
    /// Why it failed: the code of an operation, the words of a World or a Model.
    case error
    case preset, mode
    /// The generation model, or the language model of a job.
    case model
    /// When it began.
    case age
    /// When it last changed.
    case changed
    /// For how long it runs or waits, or how long it took.
    case time
    /// How far it is, as a guess.
    case progress
    case id

    /// What the rows of a list have, in the order of the menu.
    package static func all(of pane: Pane) -> [ListColumn] {
        switch pane {
        case .operations:
            [.status, .kind, .prompt, .error, .preset, .mode, .model, .age, .changed, .time, .progress, .id]
        case .jobs: [.status, .prompt, .source, .model, .age, .changed, .id]
        case .worlds, .models: [.status, .name, .error, .age, .changed, .id]
        case .detail: []
        }
    }

    /// What a list can be sorted by: all but what changes by itself as time goes on.
    package static func sorting(_ pane: Pane) -> [ListColumn] {
        all(of: pane).filter { $0 != .time && $0 != .progress }
    }

    /// The columns a filter may name.
    static func filtering(_ pane: Pane) -> [ListColumn] {
        all(of: pane).filter { ![.age, .changed, .time, .progress].contains($0) }
    }

    /// The same as the filter's fields.
    package static func fields(of pane: Pane) -> [FilterField] {
        filtering(pane).map { FilterField($0.rawValue, isSearched: ![.id, .preset, .mode, .model].contains($0)) }
    }

    /// The text of an operation or a job, as filters and sorting read it; not cleaned.
    func text(_ row: TrackedOperation) -> String {
        switch self {
        case .status: StatusAppearance(row).word.string
        case .kind: row.operation?.kind.shortName.string ?? ""
        case .prompt, .name: row.plainTitle
        case .source: row.operation?.job?.source ?? ""
        case .error: row.operation?.failure?.code ?? ""
        case .preset: row.operation?.preset ?? ""
        case .mode: row.operation?.mode?.rawValue ?? ""
        case .model: row.operation?.job?.model ?? row.operation?.generationModel ?? ""
        case .id: row.id.rawValue
        case .age, .changed, .time, .progress: ""
        }
    }

    /// The text of a World or a Model.
    func text(_ resource: Resource) -> String {
        switch self {
        case .status: StatusAppearance(resource).word.string
        case .name, .prompt: resource.title.string
        case .error: resource.lastError.map { String($0.prefix(200)) } ?? ""
        case .id: resource.id.rawValue
        default: ""
        }
    }
}
