import TerminalServices
import Yams

extension ConfigurationReader {
    /// Reads the list of rules. An invalid rule is skipped, so that it never rings at an unwanted time.
    mutating func readRules(_ value: SettingValue, into draft: inout ConfigurationDraft) throws(Misfit) {
        draft.configuration.notify = []
        if value.isEmpty { return }
        guard let rules = value.node.sequence else {
            throw value.misfit("notify must be a list of rules, such as - {on: failed, watched: true, bell: true}.")
        }
        for rule in rules {
            let before = problems.count
            var read = NotifyRule([])
            do throws(Misfit) {
                let value = SettingValue(name: "A rule of notify", node: rule)
                try self.read(value, by: Sections.notifyRule, into: &read)
                if problems.count == before { try check(read, value) }
            } catch {
                note(error)
            }
            if problems.count == before { draft.configuration.notify?.append(read) }
        }
    }

    private func check(_ rule: NotifyRule, _ value: SettingValue) throws(Misfit) {
        if rule.events.isEmpty {
            let names = NotifyEvent.allCases.map(\.rawValue)
            throw value.misfit("A rule of notify needs on: \(listed(names, "or")).")
        }
        if !rule.ringsBell, !rule.showsOnDesktop, rule.hook == nil {
            throw value.misfit("A rule of notify has no effect: add bell: true, desktop: true or a hook.")
        }
        if rule.events.contains(.budget) != (rule.below != nil) {
            throw value.misfit("A rule on budget requires below (a number of Credits); no other rule accepts it.")
        }
    }
}

extension Sections {
    static let notifyRule = Section<NotifyRule>(
        title: "a setting of a rule",
        fields: [
            Section.field("on", \.events) { value throws(Misfit) in try value.choices(NotifyEvent.self) },
            Section.field("watched", \.watchedOnly) { value throws(Misfit) in try value.flag() },
            Section.field("below", \.below) { value throws(Misfit) in
                try value.integer(in: 1...1_000_000_000, unit: "Credits")
            },
            Section.field("bell", \.ringsBell) { value throws(Misfit) in try value.flag() },
            Section.field("desktop", \.showsOnDesktop) { value throws(Misfit) in try value.flag() },
            Section.field("hook", \.hook) { value throws(Misfit) in try value.command() },
            Section.field("quiet", \.quiet) { value throws(Misfit) in
                do throws(QuietHours.Fault) {
                    // A value that is not a single text is not a span of hours either.
                    return try QuietHours(value.node.scalar?.string ?? "")
                } catch {
                    throw value.misfit("quiet: \(error)")
                }
            },
        ],
        strangers: [])
}

extension SettingValue {
    /// Reads one raw value of an enumeration or a nonempty list of them, case-insensitive.
    func choices<Choice: RawRepresentable & CaseIterable & Hashable>(
        _ type: Choice.Type
    ) throws(Misfit) -> Set<Choice> where Choice.RawValue == String {
        guard let sequence = node.sequence else { return [try choice(type)] }
        var choices: Set<Choice> = []
        for node in sequence { choices.insert(try SettingValue(name: name, node: node).choice(type)) }
        guard !choices.isEmpty else { throw misfit("\(name) is an empty list.") }
        return choices
    }
}
