import Yams

extension ConfigurationReader {
    /// The maximum number of keys per action.
    private static let keyLimit = 64

    /// Reads the map of keys. Invalid entries are recorded and skipped.
    ///
    /// - Throws: `Misfit` if the value is not a map.
    mutating func keys(_ value: SettingValue) throws(Misfit) -> KeySettings {
        var settings = KeySettings()
        for (key, name, node) in try entries(of: value) {
            let value = SettingValue(name: "The entry \(quoted(name))", node: node)
            let line = key.mark?.line
            do throws(Misfit) {
                if name == "preset" {
                    settings.preset = KeySettings.Text(text: try value.text(), line: value.line ?? line)
                    continue
                }
                let action = try SettingValue(name: "The name of an action", node: key).text()
                let entry = KeySettings.Entry(
                    action: KeySettings.Text(text: action, line: line), keys: try texts(value, line: line))
                settings.entries.append(entry)
            } catch {
                note(Misfit(line: error.line ?? line, reason: error.reason))
            }
        }
        return settings
    }

    /// One text or a list of texts; `none` is an empty list.
    private func texts(_ value: SettingValue, line: Int?) throws(Misfit) -> [KeySettings.Text] {
        guard let sequence = value.node.sequence else {
            if value.isEmpty {
                throw Misfit(
                    line: value.line ?? line,
                    reason: "\(value.name) has no key: add one (in quotes if it is punctuation), or none.")
            }
            let text = try value.text()
            return text.lowercased() == "none" ? [] : [KeySettings.Text(text: text, line: value.line ?? line)]
        }
        guard sequence.count <= Self.keyLimit else { throw value.misfit("\(value.name) has more than 64 keys.") }
        var texts: [KeySettings.Text] = []
        for node in sequence {
            let item = SettingValue(name: "A key of \(value.name.lowercasedFirst)", node: node)
            texts.append(KeySettings.Text(text: try item.text(), line: node.mark?.line ?? line))
        }
        return texts
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
