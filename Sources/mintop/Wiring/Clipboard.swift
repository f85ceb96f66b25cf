import Foundation
import NcursesTerminal
import Subprocess
import SystemPackage
import TerminalCore
import TerminalServices

/// Puts texts into the clipboard, by the first way that works.
struct Clipboard: Sendable {
    /// Those that may be there.
    static let programs = ["wl-copy", "xclip", "xsel", "pbcopy", "tmux"]

    let environment: [String: String]
    let terminal: Terminal

    /// Copies one line, or several.
    ///
    /// - Returns: Which way was taken; nil where there is none but to select the text on the screen, and then why.
    func copy(_ lines: [SafeText]) async -> (isCopied: Bool, reason: SafeText) {
        let text = ClipboardText(lines: lines)
        let installed = Set(Self.programs.filter { path(of: $0) != nil })
        for choice in ClipboardChoice.all(for: text, environment: environment, programs: installed) {
            switch choice.way {
            case .program(let name, let arguments):
                if await run(name, arguments, text.bytes) { return (true, choice.reason) }
            case .sequence(let bytes):
                if await terminal.send(bytes) { return (true, choice.reason) }
            case .popup: return (false, choice.reason)
            }
        }
        return (false, "nothing took the text")
    }

    /// Whether the program took the text within two seconds; one that stays to serve the clipboard has let go of it.
    private func run(_ name: String, _ arguments: [String], _ bytes: [UInt8]) async -> Bool {
        guard let path = path(of: name) else { return false }
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    let status = try await Subprocess.run(
                        .path(FilePath(path)), arguments: Arguments(arguments),
                        environment: .custom(Dictionary(variables) { $1 }), input: .array(bytes), output: .discarded,
                        error: .discarded
                    ).terminationStatus
                    return status == .exited(0)
                } catch {
                    return false
                }
            }
            group.addTask {
                // Canceled or not: whoever waits here waited long enough.
                try? await Task.sleep(for: .seconds(2))
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    private func path(of name: String) -> String? {
        (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
