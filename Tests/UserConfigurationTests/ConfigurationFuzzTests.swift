import TestRandom
import Testing

@testable import UserConfiguration

/// Any text gives a configuration, without a crash or a hang.
struct ConfigurationFuzzTests {
    static let fragments = [
        "theme: ", "color: ", "hold: ", "profiles:\n  ", "live:\n    ", "base_url: ", "api_key_command: ",
        "[pass]\n    ",
        "read_only: ", "mintlify:\n      ", "project_id: ", "default_profile: ", "{", "}", "[", "]", "&a ", "*a ",
        "<<: ",
        "- ", "? ", ": ", "\n", "\n  ", "#", "\"", "'", "|\n", ">-\n", "---\n", "!!int ", "true", "\t", "\u{0}",
        "\u{FEFF}", "é", "👨‍👩‍👧", "~", "0x1F", "1e9", "\r\n",
    ]

    private func check(_ text: String) {
        let configuration = Configuration(parsing: text, fileName: "fuzz.yaml")
        for problem in configuration.problems {
            #expect(!problem.reason.isEmpty)
            #expect(!problem.description.contains("\n"))
            if let line = problem.line { #expect(line >= 1) }
        }
        for profile in configuration.profiles { #expect((profile.keySource == nil) == (profile.refusal != nil)) }
        if configuration == Configuration() { return }
        // A choice is always made, or refused with a sentence.
        do {
            _ = try configuration.chooseProfile(environment: [:])
        } catch {
            #expect(!error.description.contains("\n"))
        }
    }

    @Test(arguments: 0..<6)
    func randomBytesNeitherTrapNorHang(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<150 {
            let count = Int.random(in: 0...300, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: 0..<6)
    func randomYAMLNeitherTrapsNorHangs(seed: UInt64) {
        var random = SplitMix(seed: seed &+ 1000)
        for _ in 0..<200 {
            let pieces = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                Self.fragments.randomElement(using: &random)
            }
            check(pieces.joined())
        }
    }

    @Test(arguments: 0..<6)
    func aDamagedFileNeitherTrapsNorHangs(seed: UInt64) {
        var random = SplitMix(seed: seed &+ 2000)
        for _ in 0..<100 {
            var bytes = Array(ConfigurationParsingTests.whole.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
                }
            }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }
}
