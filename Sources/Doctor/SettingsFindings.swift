import ChildPrograms
package import CommandOutput
import DashboardRuntime
package import Foundation
package import Sessions
import TerminalCore
package import UserConfiguration

/// The doctor's findings about the settings file, the profile and mintop's own files.
package struct SettingsFindings {
    package let settings: Settings
    /// The active profile, or the reason why there is none.
    package let choice: Result<ProfileChoice, CommandFailure>
    private let now: Date

    package init(settings: Settings, choice: Result<ProfileChoice, CommandFailure>, now: Date) {
        self.settings = settings
        self.choice = choice
        self.now = now
    }

    /// The settings file, the theme and the profile.
    package var configuration: [Finding] {
        [file] + settings.configuration.problems.map(problem) + [theme, profile].compactMap(\.self) + insecure
    }

    /// The profiles with `allow_insecure_http` that send a key unencrypted.
    private var insecure: [Finding] {
        settings.configuration.profiles.filter(\.allowsInsecureHTTP).flatMap { profile in
            [profile.baseURL, profile.mintlify?.baseURL].compactMap(\.self).filter(isPlaintextRemote).map { address in
                Finding(
                    "profile", .note,
                    SafeText("\(profile.name) sends its key unencrypted to \(address) (allow_insecure_http)"),
                    remedy: "base_url: https://…")
            }
        }
    }

    private var path: String? { settings.configFolder().map { $0 + "/config.yaml" } }

    private var file: Finding {
        guard let path else {
            return Finding("settings", .note, "no settings folder; set HOME or XDG_CONFIG_HOME")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            let folder = (path as NSString).deletingLastPathComponent
            return Finding(
                "settings", .fine, SafeText("\(path) not found; using defaults"),
                remedy: "mkdir -p \(shellWord(folder)) && mintop doctor --example > \(shellWord(path))")
        }
        return Finding("settings", .fine, SafeText("read from \(path)"))
    }

    private func problem(_ problem: ConfigurationProblem) -> Finding {
        let place = problem.line.map { "+\($0) " } ?? ""
        return Finding(
            "settings", .broken, SafeText(problem.description),
            remedy: problem.remedy ?? path.map { "vi \(place)\(shellWord($0))" })
    }

    private var theme: Finding? {
        guard let name = (try? choice.get())?.theme ?? settings.configuration.theme else { return nil }
        do {
            _ = try ThemeWish(name, in: ThemeFiles(settings: settings))
            return Finding("theme", .fine, SafeText(name))
        } catch {
            return Finding("theme", .broken, SafeText("\(error)"), remedy: "mintop themes")
        }
    }

    private var profile: Finding? {
        switch choice {
        case .failure(let failure):
            return Finding("profile", .broken, SafeText(failure.description), remedy: "mintop profiles")
        case .success(let choice):
            let place = choice.server.map { "at \($0.baseURL)" } ?? "the embedded server, free of charge"
            let text = SafeText("\(choice.name), \(place); \(choice.reason.text)")
            if let doubt = choice.doubt {
                return Finding("profile", .broken, SafeText("\(text.string); differs from the settings file: \(doubt)"))
            }
            return Finding("profile", .fine, text)
        }
    }

    /// The owner and mode of each key file of all profiles. Starts no key programs.
    package func keyFiles(_ keys: KeyRing) async -> [Finding] {
        var findings: [Finding] = []
        for profile in settings.configuration.profiles {
            for (source, service) in [(profile.keySource, KeyService.mint), (profile.mintlify?.keySource, .mintlify)] {
                guard case .file(let path)? = source, let source else { continue }
                do {
                    _ = try await keys.key(from: source, for: service)
                    findings.append(Finding("key file", .fine, SafeText("\(path) is private")))
                } catch {
                    findings.append(Finding("key file", .broken, SafeText("\(error)")))
                }
            }
        }
        return findings
    }

    /// The limit of open files.
    package static func openFiles(_ count: UInt?) -> Finding? {
        guard let count else { return nil }
        if let refusal = ProcessLimits.refusal(openFiles: count) { return Finding("files", .broken, SafeText(refusal)) }
        return Finding("files", .fine, "mintop may open \(count) files at once")
    }

    package var state: [Finding] {
        do {
            return StateFindings(folder: try settings.stateFolder(), now: now).all
        } catch {
            return [Finding("state", .broken, SafeText("\(error)"))]
        }
    }

    /// The programs for links and texts.
    package var programs: [Finding] {
        let environment = settings.environment
        let browsers = LinkOpener(environment: environment).commands.split(separator: ":").map(String.init)
        return [
            program("browser", browsers, from: ["BROWSER"], remedy: "apt-get install xdg-utils"),
            program(
                "editor", [TextEditing(environment: environment).command], from: ["VISUAL", "EDITOR"],
                remedy: "export EDITOR=nano"),
        ]
    }

    /// The first command whose program is installed, and the variable that named it.
    private func program(
        _ subject: String, _ commands: [String], from variables: [String], remedy: String
    ) -> Finding {
        let path = SearchPath(environment: settings.environment)
        let variable = variables.first { !(settings.environment[$0] ?? "").isEmpty }
        let source = variable.map { " ($\($0))" } ?? ""
        let names = commands.compactMap { $0.split(separator: " ").first.map(String.init) }
        guard let name = names.first(where: { path.file(of: $0) != nil }) else {
            let text = commands.joined(separator: ":") + source + " is not installed"
            return Finding(subject, .note, SafeText(text), remedy: remedy)
        }
        return Finding(subject, .fine, SafeText(name + source))
    }
}

extension ProfileChoice.Reason {
    fileprivate var text: String {
        switch self {
        case .flag: "selected by a flag"
        case .profileVariable: "selected by MINTOP_PROFILE"
        case .keyVariable: "selected by MINT_API_KEY or MINT_API_BASE_URL"
        case .defaultProfile: "selected by default_profile"
        case .onlyProfile: "the only profile"
        case .nothing: "the default"
        }
    }
}

/// A word with shell quotes if it needs them.
package func shellWord(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[A-Za-z0-9_.\/~+:,@%-]+/) != nil
    return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
}
