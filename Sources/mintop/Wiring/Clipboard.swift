import Subprocess
import SystemPackage
import TerminalCore
import TerminalServices

/// Puts texts into the clipboard, by the first way that works.
struct Clipboard: Sendable {
    /// Those that may be there.
    static let programs = ["wl-copy", "xclip", "xsel", "pbcopy", "tmux"]

    let environment: [String: String]
    /// Takes sequences for the terminal; answers whether it did.
    let send: @Sendable ([UInt8]) async -> Bool

    private var path: SearchPath { SearchPath(environment: environment) }

    /// Copies one line, or several.
    ///
    /// - Returns: Which way was taken; nil where there is none but to select the text on the screen, and then why.
    func copy(_ lines: [SafeText]) async -> (isCopied: Bool, reason: SafeText) {
        let text = ClipboardText(lines: lines)
        let installed = Set(Self.programs.filter { path.file(of: $0) != nil })
        for choice in ClipboardChoice.all(for: text, environment: environment, programs: installed) {
            switch choice.way {
            case .program(let name, let arguments):
                if await run(name, arguments, text.bytes) { return (true, choice.reason) }
            case .sequence(let bytes):
                if await send(bytes) { return (true, choice.reason) }
            case .popup: return (false, choice.reason)
            }
        }
        return (false, "nothing took the text")
    }

    /// Whether the program took the text within two seconds; one that stays to serve the clipboard has let go of it.
    private func run(_ name: String, _ arguments: [String], _ bytes: [UInt8]) async -> Bool {
        guard let program = path.file(of: name) else { return false }
        let variables = environment.map { (Environment.Key(stringLiteral: $0), $1) }
        return await limited(to: .seconds(2), late: false) {
            do {
                let status = try await Subprocess.run(
                    .path(FilePath(program)), arguments: Arguments(arguments),
                    environment: .custom(Dictionary(variables) { $1 }), input: .array(bytes), output: .discarded,
                    error: .discarded
                ).terminationStatus
                return status == .exited(0)
            } catch {
                return false
            }
        }
    }
}
