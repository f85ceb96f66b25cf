package import Dashboard
import Foundation
import Synchronization
package import TerminalCore
package import Theming
import UserConfiguration

/// The current appearance of the screen. The theme in use follows its file.
package final class SharedAppearance: Sendable {
    private struct Used {
        var theme: LiveTheme
        /// Nil for the built-in theme.
        var path: String?
    }

    private struct State {
        var appearance: Appearance
        var used: Used
        /// Whether a previewed theme is drawn instead of the one in use.
        var isTrying = false
        /// The newest turn that was applied.
        var turn = 0
    }

    private let state: Mutex<State>
    private let depth: TerminalCore.ColorDepth

    /// `path` is the file of the theme; nil for the built-in one.
    package init(_ theme: Theme, path: String?, depth: TerminalCore.ColorDepth, borders: BorderGlyphs) {
        self.depth = depth
        let appearance = Appearance(theme: theme.quantized(to: depth), borders: borders, timeZone: .current)
        state = Mutex(State(appearance: appearance, used: Used(theme: LiveTheme(theme), path: path)))
    }

    package var value: Appearance { state.withLock { $0.appearance } }

    /// The folder of the theme's file; nil for the built-in theme.
    package var folder: String? {
        state.withLock { $0.used.path }.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    }

    /// Draws with another theme; a trial only previews it. A request with a lower `turn` than an earlier one is
    /// ignored. `path` is the file of the theme; nil for the built-in one.
    package func use(_ theme: Theme, path: String?, isTrial: Bool, turn: Int) {
        state.withLock { state in
            guard turn > state.turn else { return }
            state.turn = turn
            if !isTrial { state.used = Used(theme: LiveTheme(theme), path: path) }
            state.isTrying = isTrial
            state.appearance.theme = theme.quantized(to: depth)
        }
    }

    /// Whether that theme is the one in use.
    package func isDrawn(_ theme: Theme) -> Bool {
        state.withLock { $0.used.theme.theme == theme }
    }

    /// Puts another theme in use; a preview continues.
    package func adopt(_ theme: Theme, path: String?) {
        state.withLock { state in
            state.used = Used(theme: LiveTheme(theme), path: path)
            if !state.isTrying { state.appearance.theme = theme.quantized(to: depth) }
        }
    }

    /// Ends the preview. A request with a lower turn than an earlier one is ignored.
    func endTrial(turn: Int) {
        state.withLock { state in
            guard turn > state.turn else { return }
            (state.turn, state.isTrying) = (turn, false)
            state.appearance.theme = state.used.theme.theme.quantized(to: depth)
        }
    }

    /// Reads the theme's file again if it is one of the saved files.
    ///
    /// - Returns: The change, and the problem of the file, if any.
    func reload(_ names: [String], in folder: String) -> (change: LiveTheme.Change, problem: SafeText?) {
        state.withLock { state in
            guard let path = state.used.path, names.contains(where: { "\(folder)/\($0)" == path }) else {
                return (.nothing, nil)
            }
            // `try?`: the theme reports a file that is missing or not text.
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            let change = state.used.theme.read(text, fileName: URL(fileURLWithPath: path).lastPathComponent)
            if change == .theme, !state.isTrying {
                state.appearance.theme = state.used.theme.theme.quantized(to: depth)
            }
            return (change, state.used.theme.problem)
        }
    }

    /// Follows the files of a folder until the task is canceled.
    ///
    /// - Parameters:
    ///   - folder: An absolute path; the folder may be created later.
    ///   - tell: Receives the results.
    package func follow(_ folder: String, tell: (Action) -> Void) async {
        guard let watcher = FolderWatcher(folder: folder, suffix: ".yaml") else { return }
        for await names in watcher.changes {
            let (change, problem) = reload(names, in: folder)
            switch change {
            case .theme: tell(.timePassed)
            case .problem: tell(problem.map { .warned($0.string) } ?? .timePassed)
            case .nothing: continue
            }
        }
    }
}
