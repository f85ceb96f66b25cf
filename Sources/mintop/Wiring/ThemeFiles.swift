import Foundation
import Theming
import UserConfiguration

/// Finds theme files: the user's folder first, then the ones that came with the program.
struct ThemeFiles {
    private let own: [String]
    private var folders: [String] { own + ProgramFiles.folders("Themes") }

    init(settings: Settings) {
        own = settings.configFolder().map { [$0 + "/themes"] } ?? []
    }

    /// Whether that file is in the user's folder.
    func isOwn(_ path: String) -> Bool { own.contains { path.hasPrefix($0 + "/") } }

    /// The file of the theme of that name, or that file where the name has a slash; nil where there is none.
    func path(of name: String) -> String? {
        let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name).yaml" }
        return candidates.first { FileManager.default.isReadableFile(atPath: $0) }
    }

    /// The theme of that name, or in that file where the name has a slash.
    ///
    /// - Throws: `CommandFailure`: status 64 for a name that is not there, naming those that are; 65 for a broken file.
    func theme(_ name: String) throws -> Theme {
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
            // The folder is known, and a line of the screen is short.
            let shown = name.contains("/") ? name : "\(name).yaml"
            return try Theme(parsing: text, fileName: shown)
        } catch let error as ThemeError {
            throw CommandFailure(error.description, .badData)
        } catch {
            throw CommandFailure("The theme file \(path) cannot be read: it is not UTF-8 text.", .badData)
        }
    }

    /// The names of all themes there are.
    var names: [String] {
        let files = folders.flatMap { folder -> [String] in
            // `try?`: a folder that is not there holds no themes.
            (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        }
        let names = files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
        return Set(names).sorted()
    }
}
