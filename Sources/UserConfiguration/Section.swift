/// The settings of one map of the file, as a table.
struct Section<Target>: Sendable {
    /// The effect of a faulty or misspelled setting on the target, besides the report.
    typealias Mistake = @Sendable (inout Target, ConfigurationProblem) -> Void

    struct Field: Sendable {
        let name: String
        let mistake: Mistake
        let read: @Sendable (SettingValue, inout Target, inout ConfigurationReader) throws(Misfit) -> Void
    }

    /// A name that users write here although it belongs elsewhere.
    struct Stranger: Sendable {
        let name: String
        /// A sentence that names the right place.
        let reason: String
        let mistake: Mistake

        init(_ name: String, _ reason: String, mistake: @escaping Mistake = { _, _ in }) {
            self.name = name
            self.reason = reason
            self.mistake = mistake
        }
    }

    /// The name of the map in a sentence, such as `a setting of a profile`.
    let title: String
    let fields: [Field]
    let strangers: [Stranger]

    /// A setting stored in one property of the target.
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
