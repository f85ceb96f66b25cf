import Yams

/// Reads the maps of one file and collects its problems.
struct ConfigurationReader {
    let fileName: String
    private(set) var problems: [ConfigurationProblem] = []

    private static let problemLimit = 50

    init(fileName: String) {
        self.fileName = fileName
    }

    @discardableResult
    mutating func note(_ misfit: Misfit) -> ConfigurationProblem {
        let problem = ConfigurationProblem(fileName: fileName, line: misfit.line, reason: misfit.reason)
        if problems.count < Self.problemLimit { problems.append(problem) }
        return problem
    }

    /// Returns the entries of a map in order. Entries without a text key are recorded and skipped.
    ///
    /// - Throws: `Misfit` if the value is not a map; an empty value counts as an empty map.
    mutating func entries(of value: SettingValue) throws(Misfit) -> [(key: Node, name: String, value: Node)] {
        if value.isEmpty { return [] }
        guard let mapping = value.node.mapping else {
            throw value.misfit("\(value.name) must be a map of names and values.")
        }
        var entries: [(key: Node, name: String, value: Node)] = []
        for (key, value) in mapping {
            if let name = key.scalar?.string {
                entries.append((key, name, value))
            } else {
                note(Misfit(line: key.mark?.line, reason: "A name must be a single word, as in name: value."))
            }
        }
        return entries
    }

    /// Reads a map into the target by its table; faults are recorded and skipped.
    ///
    /// - Throws: `Misfit` if the value is not a map.
    mutating func read<Target>(
        _ value: SettingValue, by section: Section<Target>, into target: inout Target
    ) throws(Misfit) {
        for entry in try entries(of: value) {
            guard let field = section.fields.first(where: { $0.name == entry.name }) else {
                reject(entry.name, at: entry.key.mark?.line, by: section, in: &target)
                continue
            }
            do {
                try field.read(SettingValue(name: field.name, node: entry.value), &target, &self)
            } catch {
                // An empty value has no position of its own.
                let line = error.line ?? entry.key.mark?.line
                field.mistake(&target, note(Misfit(line: line, reason: error.reason)))
            }
        }
    }

    private mutating func reject<Target>(
        _ name: String, at line: Int?, by section: Section<Target>, in target: inout Target
    ) {
        if let stranger = section.strangers.first(where: { $0.name == name.lowercased() }) {
            stranger.mistake(&target, note(Misfit(line: line, reason: stranger.reason)))
            return
        }
        let names = section.fields.map(\.name)
        let start = "\(quoted(name)) is not \(section.title)"
        guard let nearest = Suggestion.nearest(to: name, among: names) else {
            note(Misfit(line: line, reason: "\(start); use \(listed(names, "or"))."))
            return
        }
        let problem = note(Misfit(line: line, reason: "\(start); did you mean “\(nearest)”?"))
        section.fields.first { $0.name == nearest }?.mistake(&target, problem)
    }
}
