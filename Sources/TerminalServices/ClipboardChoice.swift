import FoundationEssentials
package import TerminalCore

/// A way to copy text to the clipboard, with the reason for it.
package struct ClipboardChoice: Sendable, Hashable {
    package enum Way: Sendable, Hashable {
        /// A program that reads the text on its standard input; run without a shell.
        case program(name: String, arguments: [String])
        /// A sequence for the terminal.
        case sequence([UInt8])
        /// Shows the text in a popup for selection, because no other way works.
        case popup
    }

    /// The maximum size of a copy by OSC 52; some terminals refuse more than 100,000 encoded bytes.
    package static let sequenceLimit = 74_994

    package let way: Way
    /// The way and its reason, for the message after a copy: “copied with wl-copy”.
    package let reason: SafeText

    /// Returns all ways to try, best first; the last is always `popup`.
    ///
    /// - Parameters:
    ///   - text: The text to copy.
    ///   - environment: The process's environment.
    ///   - programs: The installed programs among `wl-copy`, `xclip`, `xsel`, `pbcopy` and `tmux`.
    /// - Returns: At least `popup`.
    package static func all(
        for text: ClipboardText, environment: [String: String], programs: Set<String>
    ) -> [ClipboardChoice] {
        let brand = TerminalBrand(environment: environment)
        var choices: [ClipboardChoice] = []
        if let native = native(environment, brand, programs) { choices.append(native) }
        if brand.multiplexer == .tmux, programs.contains("tmux") {
            choices.append(
                ClipboardChoice(
                    way: .program(name: "tmux", arguments: ["load-buffer", "-w", "-"]),
                    reason: "copied to tmux's buffer, and on to the clipboard where tmux's set-clipboard allows it"))
        }
        let (sequence, refusal) = sequence(text, brand)
        if let sequence { choices.append(sequence) }
        choices.append(ClipboardChoice(way: .popup, reason: refusal ?? "select it here: nothing else took the text"))
        return choices
    }

    private static func native(
        _ environment: [String: String], _ brand: TerminalBrand, _ programs: Set<String>
    ) -> ClipboardChoice? {
        func choice(_ name: String, _ arguments: [String] = []) -> ClipboardChoice {
            ClipboardChoice(way: .program(name: name, arguments: arguments), reason: "copied with \(name)")
        }
        func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        // On a remote machine, a Wayland or Mac clipboard is the other machine's; an X display is forwarded from here.
        if !brand.isRemote, has("WAYLAND_DISPLAY"), programs.contains("wl-copy") { return choice("wl-copy") }
        if has("DISPLAY") {
            if programs.contains("xclip") { return choice("xclip", ["-selection", "clipboard"]) }
            if programs.contains("xsel") { return choice("xsel", ["--clipboard", "--input"]) }
        }
        return !brand.isRemote && programs.contains("pbcopy") ? choice("pbcopy") : nil
    }

    /// OSC 52, or the reason why it does not work here.
    private static func sequence(
        _ text: ClipboardText, _ brand: TerminalBrand
    ) -> (ClipboardChoice?, refusal: SafeText?) {
        let bytes = text.bytes
        switch brand.kind {
        case .bare: return (nil, "select it here: this terminal takes no clipboard")
        case .appleTerminal where brand.multiplexer == nil:
            return (nil, "select it here: Terminal.app takes no clipboard from programs")
        case .vte where brand.multiplexer == nil:
            return (nil, "select it here: terminals made with VTE take no clipboard from programs")
        default: break
        }
        guard bytes.count <= sequenceLimit else {
            return (nil, "select it here: the text is longer than the \(sequenceLimit) bytes terminals take")
        }
        let command = OperatingSystemCommand(ascii: Array("52;c;".utf8) + Array(Data(bytes).base64EncodedData()))
        let through: SafeText =
            switch brand.multiplexer {
            case nil: "copied by the terminal (OSC 52), if it allows that"
            case .tmux: "copied by the terminal through tmux (OSC 52), if allow-passthrough is on"
            case .screen: "copied by the terminal through screen (OSC 52), if it allows that"
            }
        return (ClipboardChoice(way: .sequence(command.bytes(through: brand.multiplexer)), reason: through), nil)
    }
}
