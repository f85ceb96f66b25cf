import Dashboard
import TerminalCore
import Testing

struct KeyBindingTests {
    @Test(arguments: KeyScope.allCases) func noKeyHasTwoMeaningsInOnePlace(_ scope: KeyScope) {
        let keys = KeyBinding.standard.filter { $0.command.scopes.contains(scope) }.flatMap(\.keys)
        #expect(!keys.isEmpty)
        #expect(Set(keys).count == keys.count)
    }

    @Test func whatAContactSheetDoesNotKnowIsForThePanes() {
        #expect(KeyMap.standard.command(for: .character("h"), in: .sheet) == .moveLeft)
        #expect(KeyMap.standard.command(for: .character("R"), in: .sheet) == .refresh)
        #expect(KeyMap.standard.command(for: .character("R"), in: .viewer) == .refresh)
        #expect(KeyMap.standard.command(for: .character("x"), in: .viewer) == nil)
    }

    @Test func everyCommandHasExactlyOneLine() {
        let commands = KeyBinding.standard.map(\.command)
        #expect(Set(commands) == Set(Command.all))
        #expect(commands.count == Command.all.count)
    }

    @Test func nothingThatChangesAnythingIsOnAControlKey() {
        for binding in KeyBinding.standard where binding.group == .act {
            #expect(binding.keys.allSatisfy { $0.keys.allSatisfy(\.modifiers.isEmpty) })
        }
    }
}
