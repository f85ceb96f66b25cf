import CommandOutput
import Foundation
package import Sessions
package import Theming
import UserConfiguration

/// Finds theme files: first in the user's folder, then among those of the program.
package struct ThemeFiles {
    private let own: [String]
    private var folders: [String] { own + ProgramFiles.folders("Themes") }

    package init(settings: Settings) {
        own = settings.configFolder().map { [$0 + "/themes"] } ?? []
    }

    /// Whether that file is in the user's folder.
    package func isOwn(_ path: String) -> Bool { own.contains { path.hasPrefix($0 + "/") } }

    /// The file of a theme by its name, or the file at a path with a slash; nil if there is none.
    package func path(of name: String) -> String? {
        let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name).yaml" }
        return candidates.first { FileManager.default.isReadableFile(atPath: $0) }
    }

    /// The theme of that name, or in the file at a path with a slash.
    ///
    /// - Throws: `CommandFailure`: status 64 for an unknown name, with the known ones; 65 for an invalid file.
    package func theme(_ name: String) throws -> Theme {
        guard let path = path(of: name) else {
            if name == Theme.builtIn.name { return .builtIn }
            if let meant = Suggestion.nearest(to: name, among: names) {
                throw CommandFailure("There is no theme “\(name)”; did you mean “\(meant)”?", .usage)
            }
            let known = names.isEmpty ? Theme.builtIn.name : names.joined(separator: ", ")
            throw CommandFailure("There is no theme “\(name)”. There are: \(known).", .usage)
        }
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            // Only the file name, because a line of the screen is short.
            let shown = name.contains("/") ? name : "\(name).yaml"
            return try Theme(parsing: text, fileName: shown)
        } catch let error as ThemeError {
            throw CommandFailure(error.description, .badData)
        } catch {
            throw CommandFailure("The theme file \(path) cannot be read: it is not UTF-8 text.", .badData)
        }
    }

    /// The names of all themes in the folders.
    package var names: [String] {
        let files = folders.flatMap { folder -> [String] in
            // `try?`: a missing folder has no themes.
            (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        }
        let names = files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
        return Set(names).sorted()
    }
}
