import Yams

/// Reads the maps of one file and collects what is wrong with them.
struct ConfigurationReader {
    let fileName: String
    private(set) var problems: [ConfigurationProblem] = []

    /// More would not be read by anybody.
    private static let problemLimit = 50

    init(fileName: String) {
        self.fileName = fileName
    }

    /// Notes a problem and returns it.
    @discardableResult
    mutating func note(_ misfit: Misfit) -> ConfigurationProblem {
        let problem = ConfigurationProblem(fileName: fileName, line: misfit.line, reason: misfit.reason)
        if problems.count < Self.problemLimit { problems.append(problem) }
        return problem
    }

    /// The entries of a map in order. What has no text for a key is noted and left out.
    ///
    /// - Throws: `Misfit` where the value is no map; nothing at all counts as an empty one.
    mutating func entries(of value: SettingValue) throws(Misfit) -> [(key: Node, name: String, value: Node)] {
        if value.isEmpty { return [] }
        guard let mapping = value.node.mapping else {
            throw value.misfit("\(value.name) has to be a map of names and values.")
        }
        var entries: [(key: Node, name: String, value: Node)] = []
        for (key, value) in mapping {
            if let name = key.scalar?.string {
                entries.append((key, name, value))
            } else {
                note(Misfit(line: key.mark?.line, reason: "A name has to be a single word, as in name: value."))
            }
        }
        return entries
    }

    /// Reads a map by its table into the target; every mistake is noted, and the rest goes on.
    ///
    /// - Throws: `Misfit` where the value is no map.
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
                // The value of a key without one has no place of its own.
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
            note(Misfit(line: line, reason: "\(start); there are \(listed(names, "and"))."))
            return
        }
        let problem = note(Misfit(line: line, reason: "\(start); did you mean “\(nearest)”?"))
        section.fields.first { $0.name == nearest }?.mistake(&target, problem)
    }
}
