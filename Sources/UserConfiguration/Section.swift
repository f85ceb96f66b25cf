/// The settings of one map of the file: what may stand in it, as a table.
struct Section<Target>: Sendable {
    /// What happens to the target, beside the report, where a setting is wrong or its name is misspelled.
    typealias Mistake = @Sendable (inout Target, ConfigurationProblem) -> Void

    /// One setting.
    struct Field: Sendable {
        let name: String
        let mistake: Mistake
        let read: @Sendable (SettingValue, inout Target, inout ConfigurationReader) throws(Misfit) -> Void
    }

    /// A name that people write here although it belongs elsewhere.
    struct Stranger: Sendable {
        let name: String
        /// Where it belongs: a sentence.
        let reason: String
        let mistake: Mistake

        init(_ name: String, _ reason: String, mistake: @escaping Mistake = { _, _ in }) {
            self.name = name
            self.reason = reason
            self.mistake = mistake
        }
    }

    /// The place as a sentence says it, such as `a setting of a profile`.
    let title: String
    let fields: [Field]
    let strangers: [Stranger]

    /// A setting whose value goes to one place of the target.
    static func field<Value>(
        _ name: String, _ path: any WritableKeyPath<Target, Value> & Sendable,
        mistake: @escaping Mistake = { _, _ in },
        _ take: @escaping @Sendable (SettingValue) throws(Misfit) -> Value
    ) -> Field {
        Field(name: name, mistake: mistake) { (value, target, _) throws(Misfit) in
            target[keyPath: path] = try take(value)
        }
    }
}
