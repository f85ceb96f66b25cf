import Foundation
import Subprocess
import SystemPackage
import TerminalCore

/// Hands a text to the person's own editor.
struct TextEditing: Sendable {
    /// Why the text did not come back; one sentence.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let environment: [String: String]

    /// The command of `$VISUAL`, else of `$EDITOR`, else `vi`.
    var command: String {
        ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    }

    /// Runs `$VISUAL`, else `$EDITOR`, else `vi` on a file that only its owner can read, until it ends.
    ///
    /// The command may hold arguments, as a shell reads them. The terminal is to be the child's meanwhile.
    /// - Parameter text: what the file holds at first.
    /// - Returns: what it holds at the end.
    /// - Throws: `Failure`; then the file is left where the sentence says.
    func edit(_ text: String) async throws -> String {
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

    /// Runs the same on a file that nobody may write to, until it ends; the file is gone then.
    ///
    /// - Parameters:
    ///   - lines: what the file holds.
    ///   - name: what the file is called.
    /// - Throws: `Failure`.
    func show(_ lines: [SafeText], name: String) async throws {
        let file = try write(lines.map(\.string).joined(separator: "\n") + "\n", name: name, mode: 0o400)
        defer { forget(file) }
        try await run(file.path)
    }

    /// Writes a file into a folder of its own.
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
        // `try?`: a folder that stays behind harms nobody.
        try? FileManager.default.removeItem(at: file.deletingLastPathComponent())
    }

    private func run(_ path: String) async throws(Failure) {
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        let status: TerminationStatus
        do {
            // As git does it: the shell takes the command apart, the file name is never part of a shell text.
            status = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", "\(command) \"$1\"", "sh", path],
                environment: .custom(Dictionary(variables) { $1 }),
                input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
                output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
                error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
            ).terminationStatus
        } catch {
            throw Failure(description: "The editor “\(command)” could not be started.")
        }
        guard case .exited(0) = status else {
            throw Failure(
                description: "The editor “\(command)” ended with an error; set EDITOR.")
        }
    }
}
