import Yams

package struct ConfiguredColumn: Sendable, Hashable {
    package var name: String
    /// The width, 3 to 200; nil for the default.
    package var width: Int?

    package init(name: String, width: Int? = nil) {
        self.name = name
        self.width = width
    }
}

/// The lists of the dashboard with their possible columns.
package enum ConfiguredLists {
    package static let columns: [(list: String, names: [String])] = [
        (
            "operations",
            [
                "status", "kind", "prompt", "error", "preset", "mode", "model", "age", "changed", "time", "progress",
                "id",
            ]
        ),
        ("worlds", ["status", "name", "error", "age", "changed", "id"]),
        ("models", ["status", "name", "error", "age", "changed", "id"]),
        ("jobs", ["status", "prompt", "source", "model", "age", "changed", "id"]),
    ]

    static let widths = 3...200
}

extension ConfigurationReader {
    /// Reads the map of lists and their columns. A list with a fault keeps its default columns.
    mutating func readColumns(_ value: SettingValue, into draft: inout ConfigurationDraft) throws(Misfit) {
        for entry in try entries(of: value) {
            do throws(Misfit) {
                let line = entry.key.mark?.line
                let lists = ConfiguredLists.columns.map(\.list)
                guard let list = ConfiguredLists.columns.first(where: { $0.list == entry.name }) else {
                    throw Misfit(line: line, reason: unknown("list", entry.name, lists))
                }
                let value = SettingValue(name: "columns of \(entry.name)", node: entry.value)
                draft.configuration.columns[list.list] = try columns(value, of: list)
            } catch {
                note(error)
            }
        }
    }

    private func columns(
        _ value: SettingValue, of list: (list: String, names: [String])
    ) throws(Misfit) -> [ConfiguredColumn] {
        guard let nodes = value.node.sequence, !nodes.isEmpty else {
            throw value.misfit("\(value.name) must be a list, such as [status, \(list.names[1])].")
        }
        var columns: [ConfiguredColumn] = []
        for node in nodes {
            let text = try SettingValue(name: "A column of \(list.list)", node: node).text()
            let line = node.mark?.line ?? value.line
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0].lowercased()
            guard list.names.contains(name) else {
                throw Misfit(line: line, reason: unknown("column of \(list.list)", parts[0], list.names))
            }
            guard !columns.contains(where: { $0.name == name }) else {
                throw Misfit(line: line, reason: "\(list.list) lists the column \(quoted(name)) twice.")
            }
            let width = parts.count > 1 ? Int(parts[1]) : nil
            guard parts.count == 1 || width.map(ConfiguredLists.widths.contains) == true else {
                let range = "\(ConfiguredLists.widths.lowerBound) to \(ConfiguredLists.widths.upperBound)"
                throw Misfit(
                    line: line,
                    reason:
                        "The width of a column is a number from \(range), as in \(name):20; this is \(quoted(text)).")
            }
            columns.append(ConfiguredColumn(name: name, width: width))
        }
        return columns
    }

    private func unknown(_ kind: String, _ name: String, _ names: [String]) -> String {
        let nearest = Suggestion.nearest(to: name, among: names)
        let remedy = nearest.map { "did you mean “\($0)”?" } ?? "use \(listed(names, "or"))."
        return "Unknown \(kind) \(quoted(name)); \(remedy)"
    }
}
