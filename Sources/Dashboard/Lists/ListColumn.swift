import MintDomain
import TerminalCore

/// A column of a list, for sorting, filtering and display.
///
/// The raw value is the name in filters, in the settings file and in the sort menu (`s`).
package enum ListColumn: String, Sendable, Hashable, CaseIterable {
    case status, kind
    /// The prompt, or otherwise the kind of operation.
    case prompt
    /// The name of a World or a Model, or otherwise its prompt.
    case name
    /// The source of a job: `owner/name@ref`.
    case source
    /// The error code of an operation, or the error text of a World or Model.
    case error
    case preset, mode
    /// The generation model, or the language model of a job.
    case model
    /// The time since the start.
    case age
    /// The time since the last change.
    case changed
    /// The running or waiting time, or the total duration.
    case time
    case progress
    case id

    /// Returns the columns of a list, in the order of the menu.
    package static func all(of pane: Pane) -> [ListColumn] { pane.columns }

    /// Returns the columns to sort by: all except those that change with time.
    package static func sorting(_ pane: Pane) -> [ListColumn] {
        all(of: pane).filter { $0 != .time && $0 != .progress }
    }

    static func filtering(_ pane: Pane) -> [ListColumn] {
        all(of: pane).filter { ![.age, .changed, .time, .progress].contains($0) }
    }

    /// The filterable columns as fields.
    package static func fields(of pane: Pane) -> [FilterField] {
        filtering(pane).map { FilterField($0.rawValue, isSearched: ![.id, .preset, .mode, .model].contains($0)) }
    }

    /// The text of an operation or a job for filters and sorting; not sanitized.
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
