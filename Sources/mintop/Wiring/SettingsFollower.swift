import Dashboard
import Foundation
import NcursesTerminal
import TerminalCore
import Theming
import UserConfiguration

/// Takes up what is saved in the settings file while the dashboard runs: theme, keys, columns, mouse and what is told.
/// The rest holds from the next start, and where changes go to and how they are held never changes under somebody's hands.
struct SettingsFollower: Sendable {
    /// The settings file, and flags before it, as they are now.
    typealias Reading = @Sendable () throws -> (settings: Settings, look: DashboardLook)

    let environment: [String: String]
    let appearance: SharedAppearance
    let notifier: Notifier
    let ground: TerminalGround
    let depth: TerminalCore.ColorDepth
    let read: Reading

    /// Follows the file until the task is canceled.
    ///
    /// - Parameters:
    ///   - first: how it was read at the start.
    ///   - tell: takes what came of it.
    func run(from first: DashboardLook, tell: (Action) -> Void) async {
        guard let folder = Settings.configFolder(environment),
            let watcher = FolderWatcher(folder: folder, suffix: ".yaml")
        else { return }
        var last = first
        for await names in watcher.changes where names.contains("config.yaml") {
            do {
                let (settings, look) = try read()
                let theme = look.theme.chosen(isDark: ground.isDark)
                // What was chosen by hand stays, unless the file names another theme than before.
                if theme != last.theme.chosen(isDark: ground.isDark) { appearance.adopt(theme.theme, path: theme.path) }
                await notifier.use(settings.configuration.notify ?? NotifyRule.standard)
                tell(
                    .settingsChanged(
                        DashboardSettings(
                            keys: look.keys, columns: look.columns,
                            usesMouse: look.terminal.usesMouse == last.terminal.usesMouse
                                ? nil : look.terminal.usesMouse,
                            profiles: settings.profileEntries(depth: depth),
                            themes: ThemeFiles(settings: settings).names,
                            problem: look.problems.first.map { SafeText($0) })))
                last = look
            } catch {
                // Such as a profile that is gone: everything stays as it was.
                tell(.warned("\(error)"))
            }
        }
    }
}
