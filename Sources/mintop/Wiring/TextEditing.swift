import Foundation
import Subprocess
import SystemPackage

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
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mintop-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("text.md")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(text.utf8).write(to: file)
        } catch {
            throw Failure(description: "The text could not be written to \(file.path) for the editor.")
        }
        try await run(command, file.path)
        guard let data = FileManager.default.contents(atPath: file.path),
            let edited = String(validating: data, as: UTF8.self)
        else { throw Failure(description: "The editor left no UTF-8 text in \(file.path).") }
        // `try?`: an empty folder that stays behind harms nobody.
        try? FileManager.default.removeItem(at: folder)
        return edited
    }

    private func run(_ command: String, _ path: String) async throws {
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
            throw Failure(description: "The editor “\(command)” could not be started. The text is in \(path).")
        }
        guard case .exited(0) = status else {
            throw Failure(
                description: "The editor “\(command)” ended with an error; set EDITOR. The text is in \(path).")
        }
    }
}
