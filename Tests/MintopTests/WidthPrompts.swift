import Foundation
import TestTerminal

/// Texts whose width differs between terminals, and operations with them as prompts.
enum WidthPrompts {
    static let all = [
        "小さな木の船、白い帆、とても長い題名のある長い旅の物語、終わりのない海の上で",
        "Wide at every offset 木 a木 ab木 abc木木木木木木木木木木木木木木木木木木木木木木木木木木木木木",
        "Combining e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307} n\u{303}\u{489} \u{301}alone a\u{20DD}b\u{20E3}",
        "ZWJ 👩‍👩‍👧‍👦 👨🏽‍🚀 🏳️‍🌈 👁️‍🗨️ ❤️‍🔥 family 👨‍👩‍👧 again 👨‍👩‍👧 and again 👨‍👩‍👧 👨‍👩‍👧 👨‍👩‍👧",
        "VS16 ❤️ ☕️ ✂️ 1️⃣ ©️ ☎︎ ✔️ ⚠️ ▶️ ☀️ 🌶️ ⌨️ ✈️ ☁️ ♻️ ⚙️ ✉️ ☂️ ♥️ ☎️ ⚓️ ♨️",
        "Flags 🇩🇪🇯🇵🇧🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿🇺 🇩 🇪🇺🇩🇪🇯🇵🇧🇷🇩🇪🇯🇵🇧🇷🇩🇪🇯🇵🇧🇷🇩🇪🇯🇵🇧🇷 end",
        "سفينة خشبية صغيرة بأشرعة بيضاء وقصة طويلة جدا לספינה מפרשים לבנים וסיפור ארוך",
        "Mixed العربية with English و 123 and \u{202E}reversed\u{202C} \u{2067}isolated\u{2069} \u{200F}marks",
        "Tabs\tin\tthe\trow\tat\tevery\tplace\tthere\tis\tone\tmore\tthan\tneeded",
        "नाव क्षत्रिय हिन्दी தமிழ் ไม้ เรือน้ำ ខ្មែរ မြမာ བོད་ 한글 ㅎㅏㄴ \u{1112}\u{1161}\u{11AB}",
        "Ambiguous §±×÷°¿①②③ΩЖ░▒▓■□▲△○●◎★☆♀♂♪ ｶﾀｶﾅ ＦＵＬＬ ￥ \u{3000}ideographic",
        "Odd \u{E000}\u{F8FF}\u{FFFD}\u{FFFF}\u{10FFFF}\u{378}\u{AD}soft\u{AD}hyphen\u{FEFF}bom\u{2028}line\u{2029}paragraph",
        "Long" + String(repeating: "W木", count: 300),
    ]

    /// Starts a model for each text, and waits for the results.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - waiting: Whether each stops at its preview.
    /// - Throws: If not all of them could be started.
    static func start(on server: TestServer, waiting: Bool) throws {
        let lines = all.map { prompt in
            let escaped = prompt.unicodeScalars.map { scalar -> String in
                scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || (0x2028...0x2029).contains(scalar.value)
                    ? "\\u" + String(scalar.value + 0x10000, radix: 16).dropFirst() : String(scalar)
            }.joined()
            let name = escaped.unicodeScalars.count > 100 ? "Long" : escaped
            return "{\"prompt\": \"\(escaped)\", \"name\": \"\(name)\"}"
        }
        let file = server.folder.path + "/prompts.txt"
        try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let result = try mintop(
            "generate", "model", "--prompts", file, "--mode", waiting ? "review" : "auto", "--wait", "--quiet",
            environment: server.environment)
        guard result.output.split(separator: "\n").count >= all.count else {
            throw PseudoTerminalFailure(description: "not all were started: \(result.output) \(result.errors)")
        }
    }
}
