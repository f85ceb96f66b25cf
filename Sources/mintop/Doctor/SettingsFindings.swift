import Foundation
import TerminalCore
import TrackingStore
import UserConfiguration

/// What the doctor says of the settings file, the profile in force, and mintop's own files.
struct SettingsFindings {
    let settings: Settings
    /// The profile in force, or why there is none.
    let choice: Result<ProfileChoice, CommandFailure>

    /// The settings file, the theme and the profile.
    var configuration: [Finding] {
        [file] + settings.configuration.problems.map(problem) + [theme, profile].compactMap(\.self)
    }

    private var path: String? { settings.configFolder().map { $0 + "/config.yaml" } }

    private var file: Finding {
        guard let path else {
            return Finding("settings", .note, "there is no place for them: set HOME or XDG_CONFIG_HOME")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            let folder = (path as NSString).deletingLastPathComponent
            return Finding(
                "settings", .fine, SafeText("\(path) is not there, so everything is as it comes"),
                remedy: "mkdir -p \(shellWord(folder)) && mintop doctor --example > \(shellWord(path))")
        }
        return Finding("settings", .fine, SafeText("read from \(path)"))
    }

    private func problem(_ problem: ConfigurationProblem) -> Finding {
        let place = problem.line.map { "+\($0) " } ?? ""
        return Finding(
            "settings", .broken, SafeText(problem.description), remedy: path.map { "vi \(place)\(shellWord($0))" })
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
            let place = choice.server.map { "at \($0.baseURL)" } ?? "the embedded server, which costs nothing"
            let text = SafeText("\(choice.name), \(place), because \(choice.reason.sentence)")
            if let doubt = choice.doubt {
                return Finding("profile", .broken, SafeText("\(text.string); not what the file says: \(doubt)"))
            }
            return Finding("profile", .fine, text)
        }
    }

    /// The key files of all profiles, whatever profile is in force: their owner and their mode.
    ///
    /// - Parameter keys: fetches them; programs are not started.
    /// - Returns: A finding for each file.
    func keyFiles(_ keys: KeyRing) async -> [Finding] {
        var findings: [Finding] = []
        for profile in settings.configuration.profiles {
            for (source, service) in [(profile.keySource, KeyService.mint), (profile.mintlify?.keySource, .mintlify)] {
                guard case .file(let path)? = source, let source else { continue }
                do {
                    _ = try await keys.key(from: source, for: service)
                    findings.append(Finding("key file", .fine, SafeText("\(path) is yours alone")))
                } catch {
                    findings.append(Finding("key file", .broken, SafeText("\(error)")))
                }
            }
        }
        return findings
    }

    /// The folder of mintop's state, and the store in it.
    var state: [Finding] {
        let folder: String
        do {
            folder = try settings.stateFolder()
        } catch {
            return [Finding("state", .broken, SafeText("\(error)"))]
        }
        let store = folder + "/mintop.sqlite"
        guard FileManager.default.fileExists(atPath: store) else {
            return [Finding("state", .fine, SafeText("\(store) will be made at the first start"))]
        }
        do {
            let opened = try OpenedStore(path: store, mayOnlyRead: false)
            try opened.store.close()
        } catch {
            return [Finding("state", .broken, SafeText("\(error)"))]
        }
        let open = [folder, store].filter { isOpenToOthers($0) }.map(shellWord)
        if !open.isEmpty {
            return [
                Finding(
                    "state", .note, SafeText("\(store) can be used by others"),
                    remedy: "chmod go= \(open.joined(separator: " "))")
            ]
        }
        return [Finding("state", .fine, SafeText("\(store) is sound, and yours alone"))]
    }

    /// The programs that open links and edit texts.
    var programs: [Finding] {
        let environment = settings.environment
        let browsers = LinkOpener(environment: environment).commands.split(separator: ":").map(String.init)
        return [
            program("browser", browsers, from: ["BROWSER"], remedy: "apt-get install xdg-utils"),
            program(
                "editor", [TextEditing(environment: environment).command], from: ["VISUAL", "EDITOR"],
                remedy: "export EDITOR=nano"),
        ]
    }

    /// The first of some commands whose program is installed, and which variable named them.
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

    private func isOpenToOthers(_ path: String) -> Bool {
        // `try?`: what cannot be looked at is no file of ours that others could use.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return ((attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o077 != 0
    }
}

extension ProfileChoice.Reason {
    /// The end of “because …”.
    fileprivate var sentence: String {
        switch self {
        case .flag: "a flag says so"
        case .profileVariable: "MINTOP_PROFILE says so"
        case .keyVariable: "MINT_API_KEY or MINT_API_BASE_URL is set"
        case .defaultProfile: "default_profile says so"
        case .onlyProfile: "it is the only profile"
        case .nothing: "nothing names another"
        }
    }
}

/// A word as a shell takes it, in quotes where it needs them.
func shellWord(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "_-./~+:,@%".utf8.contains(byte)
        }
    }
    return plain && !text.isEmpty ? text : "'\(text.replacing("'", with: "'\\''"))'"
}
