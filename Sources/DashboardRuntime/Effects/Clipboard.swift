import ChildPrograms
package import TerminalCore
import TerminalServices

/// Copies texts to the clipboard, by the first method that works.
package struct Clipboard: Sendable {
    /// The supported programs.
    package static let programs = ["wl-copy", "xclip", "xsel", "pbcopy", "tmux"]

    package let environment: [String: String]
    /// Sends sequences to the terminal; returns whether it did.
    package let send: @Sendable ([UInt8]) async -> Bool

    package init(environment: [String: String], send: @escaping @Sendable ([UInt8]) async -> Bool) {
        self.environment = environment
        self.send = send
    }

    private var path: SearchPath { SearchPath(environment: environment) }

    /// Copies one or more lines.
    ///
    /// - Returns: The description of the method; if all failed, the reason.
    package func copy(_ lines: [SafeText]) async -> (isCopied: Bool, reason: SafeText) {
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

    /// Whether the program took the text within two seconds. A program that serves the clipboard continues in the
    /// background.
    private func run(_ name: String, _ arguments: [String], _ bytes: [UInt8]) async -> Bool {
        guard let program = path.file(of: name) else { return false }
        let child = ChildProgram(program, arguments, environment: environment)
        return await limited(to: .seconds(2), late: false) {
            do {
                return try await child.run(input: bytes).ending == .exited(0)
            } catch {
                return false
            }
        }
    }
}
