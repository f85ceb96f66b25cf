import Yams

extension Configuration {
    /// Parses the text of a settings file; a byte order mark is ignored. Problems contain `fileName`.
    package init(parsing yaml: String, fileName: String) {
        var reader = ConfigurationReader(fileName: fileName)
        var draft = ConfigurationDraft()
        do throws(Misfit) {
            if let root = try reader.root(of: yaml.hasPrefix("\u{FEFF}") ? String(yaml.dropFirst()) : yaml) {
                try reader.read(SettingValue(name: "The file", node: root), by: Sections.file, into: &draft)
            }
        } catch {
            draft.configuration.profileDoubt = reader.note(error)
        }
        reader.settle(&draft)
        self = draft.configuration
        // Problems without a line come first: they concern the whole file.
        problems = reader.problems.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }.map(\.element)
    }

    /// An empty configuration for an unreadable file.
    init(unreadable fileName: String, _ reason: String) {
        let problem = ConfigurationProblem(fileName: fileName, line: nil, reason: reason)
        problems = [problem]
        profileDoubt = problem
    }
}

extension ConfigurationReader {
    /// Reads the map of profiles, in order.
    mutating func readProfiles(_ value: SettingValue, into draft: inout ConfigurationDraft) throws(Misfit) {
        for entry in try entries(of: value) {
            let line = entry.key.mark?.line
            guard ConfiguredProfile.isName(entry.name) else {
                let rule = "1 to 32 letters, digits, ., _ or -, and is neither local nor env"
                let problem = note(
                    Misfit(line: line, reason: "The name of a profile has \(rule); this is \(quoted(entry.name))."))
                draft.configuration.profileDoubt = draft.configuration.profileDoubt ?? problem
                continue
            }
            let value = SettingValue(name: "The profile \(quoted(entry.name))", node: entry.value)
            draft.configuration.profiles.append(readProfile(value, name: entry.name, line: line))
        }
    }

    private mutating func readProfile(_ value: SettingValue, name: String, line: Int?) -> ConfiguredProfile {
        var draft = ProfileDraft(profile: ConfiguredProfile(name: name, line: line))
        do throws(Misfit) {
            try read(value, by: Sections.profile, into: &draft)
            if draft.refusal == nil { draft.profile.keySource = try draft.keySource(of: value.name, line: line) }
        } catch {
            draft.refusal = note(error)
        }
        return draft.profile
    }

    /// Reads the Mintlify part of a profile. A fault in it leaves the profile usable.
    mutating func readMintlify(_ value: SettingValue, into profile: inout ProfileDraft) throws(Misfit) {
        var draft = MintlifyDraft()
        do throws(Misfit) {
            try read(value, by: Sections.mintlify, into: &draft)
            if draft.refusal == nil {
                draft.mintlify.keySource = try draft.keySource(of: value.name, line: value.line)
                if draft.mintlify.projectID.isEmpty { throw value.misfit("mintlify needs a project_id.") }
            }
        } catch {
            draft.refusal = note(error)
        }
        profile.profile.mintlify = draft.mintlify
    }

    /// Applies the checks that need the whole file.
    mutating func settle(_ draft: inout ConfigurationDraft) {
        if draft.isReadOnlyEverywhere {
            for index in draft.configuration.profiles.indices { draft.configuration.profiles[index].readOnly = .on }
        }
        guard let name = draft.configuration.defaultProfile, name != ProfileName.local else { return }
        let names = draft.configuration.profiles.map(\.name)
        guard !names.contains(name) else { return }
        draft.configuration.defaultProfile = nil
        let remedy =
            if let nearest = Suggestion.nearest(to: name, among: names) {
                "did you mean “\(nearest)”?"
            } else {
                "use \(listed(names + [ProfileName.local], "or"))."
            }
        let misfit = Misfit(
            line: draft.defaultProfileLine,
            reason: "default_profile names the unknown profile \(quoted(name)); \(remedy)")
        draft.configuration.profileDoubt = draft.configuration.profileDoubt ?? note(misfit)
    }
}

extension ConfiguredProfile {
    static func isName(_ text: String) -> Bool {
        text.utf8.count <= 32 && !ProfileName.reserved.contains(text.lowercased())
            && text.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil
    }
}

package enum ProfileName {
    package static let local = "local"
    /// The profile of `MINT_API_KEY` and `MINT_API_BASE_URL`.
    package static let environment = "env"

    static let reserved = [local, environment]
}
