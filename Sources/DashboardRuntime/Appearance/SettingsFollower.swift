package import Dashboard
import Foundation
import NcursesTerminal
package import Notifications
package import Sessions
package import TerminalCore
import Theming
import UserConfiguration

/// Applies changes of the settings file while the dashboard runs: theme, keys, columns, mouse and notification rules.
/// The rest takes effect at the next start; in particular, the server and the undo window never change during a
/// session.
package struct SettingsFollower: Sendable {
    /// Reads the settings file, with the flags that override it.
    package typealias Reading = @Sendable () throws -> (settings: Settings, look: DashboardLook)

    package let environment: [String: String]
    package let appearance: SharedAppearance
    package let notifier: Notifier
    package let ground: TerminalGround
    package let depth: TerminalCore.ColorDepth
    package let read: Reading

    /// Follows the file until the task is canceled. `first` is the result of the first reading.
    package func run(from first: DashboardLook, tell: (Action) -> Void) async {
        guard let folder = Settings.configFolder(environment),
            let watcher = FolderWatcher(folder: folder, suffix: ".yaml")
        else { return }
        var last = first
        for await names in watcher.changes where names.contains("config.yaml") {
            do {
                let (settings, look) = try read()
                let theme = look.theme.chosen(isDark: ground.isDark)
                // A theme that the user chose stays, unless the file names another one than before.
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
                // For example, a profile was removed. Nothing changes.
                tell(.warned("\(error)"))
            }
        }
    }
}
