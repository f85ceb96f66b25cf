package import Dashboard
import UserConfiguration

extension Settings {
    /// The active key map, and the problems of the key settings: a sentence each, with file and line.
    package func keys() -> (map: KeyMap, problems: [String]) {
        let (map, problems) = KeyMap.inForce(KeyWish(configuration.keys), suggest: Suggestion.nearest)
        let sentences = problems.map { problem in
            let place = problem.line.map { "config.yaml:\($0)" } ?? "config.yaml"
            return "\(place): \(problem.reason)"
        }
        return (map, sentences)
    }
}

extension KeyWish {
    fileprivate init(_ settings: KeySettings) {
        func text(_ text: KeySettings.Text) -> Text { Text(text.text, line: text.line) }
        self.init(
            preset: settings.preset.map(text),
            changes: settings.entries.map { Change(text($0.action), keys: $0.keys.map(text)) })
    }
}
