import Dashboard
import TerminalCore
import Testing

struct KeyBindingTests {
    @Test func noKeyHasTwoMeanings() {
        let keys = KeyBinding.standard.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func everyCommandHasExactlyOneLine() {
        let commands = KeyBinding.standard.map(\.command)
        #expect(Set(commands) == Set(Command.allCases))
        #expect(commands.count == Command.allCases.count)
    }

    @Test func nothingThatChangesAnythingIsOnAControlKey() {
        for binding in KeyBinding.standard where binding.group == .act {
            #expect(binding.keys.allSatisfy { $0.modifiers.isEmpty })
        }
    }
}
