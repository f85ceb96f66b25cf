import TerminalCore
import Testing

@testable import Dashboard

struct KeyMapTests {
    private func read(
        _ changes: [(String, [String])], preset: String? = nil
    ) -> (map: KeyMap, problems: [KeyProblem]) {
        let wish = KeyWish(
            preset: preset.map { KeyWish.Text($0, line: 1) },
            changes: changes.enumerated().map { index, change in
                KeyWish.Change(
                    KeyWish.Text(change.0, line: index + 2), keys: change.1.map { KeyWish.Text($0, line: index + 2) })
            })
        return KeyMap.inForce(wish) { name, names in names.first { $0.hasPrefix(name.prefix(4)) } }
    }

    private func names(_ map: KeyMap, _ command: Command) -> [String] {
        map[command].keys.map(\.name.string)
    }

    @Test func withoutAWishTheKeysAreThoseOfTheTable() {
        let (map, problems) = read([])
        #expect(problems.isEmpty)
        #expect(map.bindings.map(\.keys) == KeyBinding.standard.map(\.keys))
    }

    @Test(arguments: [
        ("approve", ["A"]), ("operation.approve", ["Ctrl-x a", "F2"]), ("Approve", ["g a"]), ("approve", []),
        ("quit", ["Ctrl-q"]), ("profile", ["Ctrl-r"]), ("mark", ["Ins"]),
    ])
    func anActionGetsTheKeysItIsGivenAndLosesItsOwn(_ action: String, _ keys: [String]) throws {
        // The plain g is removed if a chord begins with it.
        let (map, problems) = read([(action, keys), ("move.first", ["Home"])])
        #expect(problems == [])
        let command = try #require(Command.named(action))
        #expect(names(map, command) == keys)
        for text in keys {
            let chord = try KeyChord(parsing: text)
            #expect(map.reading(of: chord.keys, in: .panes) == .command(command))
            if chord.keys.count > 1 { #expect(map.reading(of: [chord.keys[0]], in: .panes) == .beginning) }
        }
        if command == .approve { #expect(map.command(for: .character("a")) == nil) }
    }

    @Test func twoActionsCanSwapTheirKeys() {
        let (map, problems) = read([("approve", ["x"]), ("cancel", ["a"])])
        #expect(problems == [])
        #expect(map.command(for: .character("x")) == .approve)
        #expect(map.command(for: .character("a"), in: .desk) == .cancel)
    }

    static let refused: [(changes: [(String, [String])], sentences: [(line: Int, text: String)])] = [
        ([("approve", ["x"])], [(2, "operation.approve: “x” is operation.cancel already; “a” stays.")]),
        (
            [("approve", ["K"]), ("revise", ["K"])],
            [(3, "operation.revise: “K” is operation.approve already; “r” stays.")]
        ),
        (
            [("approve", ["g a"])],
            [(2, "operation.approve: “g a” begins with “g”, which is move.first; “a” stays.")]
        ),
        (
            [("move.first", ["g g"]), ("approve", ["g"])],
            [(3, "operation.approve: “g” begins “g g” of move.first; “a” stays.")]
        ),
        ([("approve", ["K", "K K"])], [(2, "operation.approve: “K K” begins with “K”, which is itself; “a” stays.")]),
        ([("aprove", ["A"])], [(2, "There is no action “aprove”; mintop keys lists them.")]),
        ([("apprve", ["A"])], [(2, "There is no action “apprve”; did you mean “approve”?")]),
        ([("approve", ["A", "Foo"])], [(2, "operation.approve: “Foo” is no key; “a” stays.")]),
        ([("profile", ["Foo"])], [(2, "profile.switch: “Foo” is no key; it stays without a key.")]),
        (
            [("approve", ["Esc"])],
            [(2, "operation.approve: cannot have Esc, which always leads outward; “a” stays.")]
        ),
        (
            [("approve", ["A"]), ("operation.approve", ["E"])],
            [(3, "operation.approve: is there already in line 2; “A” stays.")]
        ),
        // An action whose change is rejected keeps its key, so that no other action can have it.
        (
            [("approve", ["x"]), ("cancel", ["Foo"])],
            [
                (2, "operation.approve: “x” is operation.cancel already; “a” stays."),
                (3, "operation.cancel: “Foo” is no key; “x” stays."),
            ]
        ),
        (
            [("approve", ["Ctrl-x a"]), ("view.refresh", ["Ctrl-x"])],
            [(3, "view.refresh: “Ctrl-x” begins “Ctrl-x a” of operation.approve; “R” “F5” stay.")]
        ),
        // The keys of thumbnails take precedence over those of the panes.
        ([("move.left", ["a"])], [(2, "move.left: “a” is operation.approve already; “h” “←” stay.")]),
    ]

    @Test(arguments: refused.indices) func aClashLeavesTheKeysAsTheyAreAndIsTold(_ index: Int) throws {
        let (changes, sentences) = Self.refused[index]
        let (map, problems) = read(changes)
        #expect(problems.map(\.reason) == sentences.map(\.text))
        #expect(problems.map(\.line) == sentences.map(\.line))
        #expect(clashes(map) == [])
        #expect(names(map, .cancel) == ["x"])
    }

    @Test func whatDoesNotMeetMayHaveTheSameKey() {
        let (map, problems) = read([("viewer.wireframe", ["a"]), ("pane.next", ["Tab"]), ("move.right", ["L"])])
        #expect(problems == [])
        #expect(map.command(for: .character("a"), in: .viewer) == .wireframe)
        #expect(map.command(for: .character("a")) == .approve)
    }

    @Test func escapeStaysTheWayOut() {
        let (map, problems) = read([("back", ["Backspace"])])
        #expect(problems == [])
        #expect(names(map, .back) == ["Backspace", "Esc"])
        #expect(names(read([("back", [])]).map, .back) == ["Esc"])
    }

    @Test(arguments: KeyPreset.allCases) func everyPresetIsWholeAndWithoutClashes(_ preset: KeyPreset) {
        let map = preset.map
        #expect(clashes(map) == [])
        #expect(map.bindings.map(\.command) == KeyBinding.standard.map(\.command))
        for binding in map.bindings where !binding.command.keys.isEmpty {
            #expect(!binding.keys.isEmpty, "\(binding.command)")
        }
        let unsafe: [KeyCode] = [.enter, .backspace, .delete, .character(" ")]
        for key in map.bindings.filter({ $0.group == .act }).flatMap(\.keys).flatMap(\.keys) {
            #expect(key.modifiers.isEmpty && !unsafe.contains(key.code))
        }
    }

    @Test func aPresetIsChosenByNameAndChangedFurther() {
        let (map, problems) = read([("approve", ["A"])], preset: "LazyGit")
        #expect(problems == [])
        #expect(names(map, .cancel) == ["d", "x"])
        #expect(names(map, .approve) == ["A"])
        #expect(read([], preset: "k9s").map.command(for: .control("f")) == .movePageDown)
        let (standard, unknown) = read([], preset: "emacs")
        #expect(unknown.map(\.reason) == ["There is no preset “emacs”; there are mintop, k9s, lazygit."])
        #expect(names(standard, .cancel) == ["x"])
    }

    @Test func whateverIsWishedForTheMapStaysWhole() {
        var generator = SeededRandom(state: 7)
        let pool = [
            "a", "x", "g", "g g", "g x", "Ctrl-x", "Ctrl-x a", "h", "l", "Tab", "q", "Esc", "Foo", "", "0", "F5",
        ]
        let actions = Command.all.map(\.id) + ["approve", "nonsense"]
        for _ in 0..<300 {
            let changes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                (
                    actions.randomElement(using: &generator) ?? "",
                    (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                        pool.randomElement(using: &generator) ?? ""
                    }
                )
            }
            let (map, problems) = read(
                changes, preset: ["k9s", "lazygit", nil].randomElement(using: &generator) ?? nil)
            #expect(clashes(map) == [], "\(changes)")
            #expect(problems.count <= changes.count)
            #expect(map[.back].keys.contains(KeyChord(Key(.escape))))
        }
    }

    /// Pairs of which one is unreachable in its scope.
    private func clashes(_ map: KeyMap) -> [String] {
        var found: [String] = []
        for scope in KeyScope.allCases {
            let chords = map.bindings.filter { $0.command.scopes.contains(scope) }.flatMap { binding in
                binding.keys.map { (binding.command, $0) }
            }
            for (index, one) in chords.enumerated() {
                for other in chords[(index + 1)...] where one.1.begins(other.1) || other.1.begins(one.1) {
                    found.append("\(scope): \(one.0) \(one.1.name), \(other.0) \(other.1.name)")
                }
                if map.reading(of: one.1.keys, in: scope) != .command(one.0) { found.append("\(one.0) in \(scope)") }
            }
        }
        return found
    }
}
