import ChildPrograms
import Foundation
package import TerminalCore

/// Opens texts in the user's editor.
package struct TextEditing: Sendable {
    /// The reason why the editor returned no text; one sentence.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let environment: [String: String]

    package init(environment: [String: String]) {
        self.environment = environment
    }

    /// The command of `$VISUAL` or `$EDITOR`, or `vi`.
    package var command: String {
        ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    }

    /// Runs the editor command on a file that only its owner can read, until it ends, and returns the text.
    ///
    /// The command may have arguments in shell syntax. The terminal must be free for the editor.
    /// - Throws: `Failure`; the file is kept, and the message names it.
    package func edit(_ text: String) async throws -> String {
        let file = try write(text, name: "text.md")
        do {
            try await run(file.path)
        } catch {
            throw Failure(description: "\(error) The text is in \(file.path).")
        }
        guard let data = FileManager.default.contents(atPath: file.path),
            let edited = String(validating: data, as: UTF8.self)
        else { throw Failure(description: "The editor left no UTF-8 text in \(file.path).") }
        forget(file)
        return edited
    }

    /// Runs the editor command on a read-only file, until it ends; then the file is deleted.
    ///
    /// - Throws: `Failure`.
    package func show(_ lines: [SafeText], name: String) async throws {
        let file = try write(lines.map(\.string).joined(separator: "\n") + "\n", name: name, mode: 0o400)
        defer { forget(file) }
        try await run(file.path)
    }

    /// Writes a file into a new folder.
    private func write(_ text: String, name: String, mode: Int = 0o600) throws(Failure) -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mintop-\(UUID().uuidString)")
        let file = folder.appendingPathComponent(name)
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            return file
        } catch {
            throw Failure(description: "The text could not be written to \(file.path) for the editor.")
        }
    }

    private func forget(_ file: URL) {
        // `try?`: a remaining temporary folder does no harm.
        try? FileManager.default.removeItem(at: file.deletingLastPathComponent())
    }

    private func run(_ path: String) async throws(Failure) {
        // As git does: the shell splits the command, but the file name is never part of shell text.
        let child = ChildProgram("/bin/sh", ["-c", "\(command) \"$1\"", "sh", path], environment: environment)
        let ending: ChildProgram.Ending
        do {
            ending = try await child.runOnTerminal()
        } catch {
            throw Failure(description: "The editor “\(command)” could not be started.")
        }
        guard ending == .exited(0) else {
            throw Failure(
                description: "The editor “\(command)” ended with an error; set EDITOR.")
        }
    }
}
