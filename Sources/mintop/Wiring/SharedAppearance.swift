import Dashboard
import Foundation
import Synchronization
import TerminalCore
import Theming
import UserConfiguration

/// How the screen is drawn at the moment: the theme in use, which follows its file.
final class SharedAppearance: Sendable {
    private struct Used {
        var theme: LiveTheme
        /// The theme's file; nil for one that has none.
        var path: String?
    }

    private struct State {
        var appearance: Appearance
        var used: Used
        /// Whether another theme than the one in use is drawn with for a while.
        var isTrying = false
        /// The newest turn that was obeyed.
        var turn = 0
    }

    private let state: Mutex<State>
    private let depth: TerminalCore.ColorDepth

    /// - Parameters:
    ///   - theme: what to draw with at first.
    ///   - path: its file; nil for one that has none.
    ///   - depth: how many colours there are.
    ///   - borders: what frames are drawn with.
    init(_ theme: Theme, path: String?, depth: TerminalCore.ColorDepth, borders: BorderGlyphs) {
        self.depth = depth
        let appearance = Appearance(theme: theme.quantised(to: depth), borders: borders, timeZone: .current)
        state = Mutex(State(appearance: appearance, used: Used(theme: LiveTheme(theme), path: path)))
    }

    var value: Appearance { state.withLock { $0.appearance } }

    /// The folder of the theme's file; nil for a theme without one.
    var folder: String? {
        state.withLock { $0.used.path }.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    }

    /// Draws with another theme from now on; as a trial, until that ends.
    ///
    /// - Parameters:
    ///   - theme: what to draw with.
    ///   - path: its file; nil for one that has none.
    ///   - isTrial: whether the one in use stays in use.
    ///   - turn: counts up; an older one is not obeyed any more.
    func use(_ theme: Theme, path: String?, isTrial: Bool, turn: Int) {
        state.withLock { state in
            guard turn > state.turn else { return }
            state.turn = turn
            if !isTrial { state.used = Used(theme: LiveTheme(theme), path: path) }
            state.isTrying = isTrial
            state.appearance.theme = theme.quantised(to: depth)
        }
    }

    /// Whether that theme is the one in use.
    func isDrawn(_ theme: Theme) -> Bool {
        state.withLock { $0.used.theme.theme == theme }
    }

    /// Puts another theme in use; a trial goes on.
    func adopt(_ theme: Theme, path: String?) {
        state.withLock { state in
            state.used = Used(theme: LiveTheme(theme), path: path)
            if !state.isTrying { state.appearance.theme = theme.quantised(to: depth) }
        }
    }

    /// Draws with the theme in use again; an older turn is not obeyed any more.
    func endTrial(turn: Int) {
        state.withLock { state in
            guard turn > state.turn else { return }
            (state.turn, state.isTrying) = (turn, false)
            state.appearance.theme = state.used.theme.theme.quantised(to: depth)
        }
    }

    /// Reads the theme's file again, where it is one of those that were saved.
    ///
    /// - Parameters:
    ///   - names: the files that were saved.
    ///   - folder: where they are.
    /// - Returns: what is different now, and what is wrong with the file.
    func reload(_ names: [String], in folder: String) -> (change: LiveTheme.Change, problem: SafeText?) {
        state.withLock { state in
            guard let path = state.used.path, names.contains(where: { "\(folder)/\($0)" == path }) else {
                return (.nothing, nil)
            }
            // `try?`: a file that is gone or no text is what the theme says of it.
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            let change = state.used.theme.read(text, fileName: URL(fileURLWithPath: path).lastPathComponent)
            if change == .theme, !state.isTrying {
                state.appearance.theme = state.used.theme.theme.quantised(to: depth)
            }
            return (change, state.used.theme.problem)
        }
    }

    /// Follows the files of a folder until the task is canceled.
    ///
    /// - Parameters:
    ///   - folder: an absolute path; it may come later.
    ///   - tell: takes what came of it.
    func follow(_ folder: String, tell: (Action) -> Void) async {
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
