import TerminalServices
import Testing

@testable import UserConfiguration

struct NotifyRuleTests {
    private func parse(_ yaml: String) -> Configuration {
        Configuration(parsing: yaml, fileName: "config.yaml")
    }

    @Test func everySettingOfARuleArrives() throws {
        let configuration = parse(
            """
            title: false
            notify:
              - on: Preview_Ready
                bell: true
              - on: [failed, done]
                watched: true
                desktop: true
                hook: [/usr/bin/notify-send, "a b", $MINTOP_ID]
                quiet: mon-fri 22:00-07:00
              - {on: budget, below: 500, bell: true}
            """)
        #expect(configuration.problems.isEmpty)
        #expect(configuration.title == false)
        var first = NotifyRule([.previewReady])
        first.ringsBell = true
        var second = NotifyRule([.failed, .done])
        (second.watchedOnly, second.showsOnDesktop) = (true, true)
        second.hook = ["/usr/bin/notify-send", "a b", "$MINTOP_ID"]
        second.quiet = try QuietHours("mon-fri 22:00-07:00")
        var third = NotifyRule([.budget])
        (third.below, third.ringsBell) = (500, true)
        #expect(configuration.notify == [first, second, third])
    }

    @Test(arguments: [("", nil), ("notify:", 0), ("notify: []", 0), ("notify: ~", 0)] as [(String, Int?)])
    func anEmptyListIsNotTheSameAsNone(yaml: String, count: Int?) {
        #expect(parse(yaml).notify?.count == count)
        #expect(parse(yaml).problems.isEmpty)
    }

    /// (the lines of a rule, the message)
    static let mistakes: [(String, String)] = [
        ("on: failed\n    bel: true", "config.yaml:3: “bel” is not a setting of a rule; did you mean “bell”?"),
        (
            "on: faild\n    bell: true",
            "config.yaml:2: on takes preview_ready, billing_required, failed, done, canceled or budget; this is “faild”."
        ),
        ("on: []\n    bell: true", "config.yaml:2: on is an empty list."),
        ("on: [failed, x]\n    bell: true", "config.yaml:2: on takes preview_ready"),
        ("bell: true", "config.yaml:2: A rule of notify needs on: preview_ready"),
        ("on: failed", "config.yaml:2: A rule of notify has no effect"),
        ("on: failed\n    bell: yes", "config.yaml:3: bell takes true or false; this is “yes”."),
        ("on: failed\n    hook: notify-send x", "config.yaml:3: hook must be a list"),
        ("on: failed\n    hook: [./here]", "config.yaml:3: hook must begin with a program"),
        (
            "on: failed\n    bell: true\n    quiet: at night",
            "config.yaml:4: quiet: “at night” is no span of hours; write 22:00-07:00"
        ),
        ("on: failed\n    bell: true\n    quiet: [1]", "config.yaml:4: quiet: “” is no span of hours"),
        ("on: budget\n    bell: true", "config.yaml:2: A rule on budget requires below"),
        ("on: failed\n    below: 5\n    bell: true", "config.yaml:2: A rule on budget requires below"),
        ("on: budget\n    below: 0\n    bell: true", "config.yaml:3: below takes a whole number of Credits from 1"),
    ]

    @Test(arguments: mistakes)
    func aRuleWithAMistakeIsLeftOutAndTheNextOneHolds(lines: String, sentence: String) throws {
        let configuration = parse("notify:\n  - \(lines)\n  - {on: done, bell: true}")
        try #require(configuration.problems.count == 1)
        #expect(configuration.problems[0].description.hasPrefix(sentence))
        #expect(configuration.notify?.map(\.events) == [[.done]])
        #expect(configuration.profileDoubt == nil)
    }

    @Test(arguments: ["notify: true", "notify: {on: failed, bell: true}"])
    func whatIsNoListIsSaidAndNothingRings(yaml: String) {
        let configuration = parse(yaml)
        #expect(configuration.problems.first?.reason.hasPrefix("notify must be a list of rules") == true)
        #expect(configuration.notify == [])
    }

    @Test func theHooksOfAFileThatOthersCanWriteAreNotRun() {
        var configuration = parse("notify:\n  - {on: done, hook: [x]}\n  - {on: done, bell: true}")
        let place = FileTrust.Place(path: "/config.yaml", owner: 1000, mode: 0o666)
        configuration.distrust(because: .writable(place), fileName: "config.yaml")
        #expect(configuration.notify?.map(\.ringsBell) == [true])
        #expect(configuration.problems.count == 1)
    }

    @Test func aRuleAppliesToItsEventsOutsideItsQuietHours() throws {
        var rule = NotifyRule([.failed])
        #expect(rule.applies(to: .failed, isWatched: false, weekday: 0, minute: 0))
        #expect(!rule.applies(to: .done, isWatched: true, weekday: 0, minute: 0))
        rule.watchedOnly = true
        #expect(!rule.applies(to: .failed, isWatched: false, weekday: 0, minute: 0))
        #expect(rule.applies(to: .failed, isWatched: true, weekday: 0, minute: 0))
        rule.quiet = try QuietHours("22:00-07:00")
        #expect(!rule.applies(to: .failed, isWatched: true, weekday: 3, minute: 23 * 60))
        #expect(rule.applies(to: .failed, isWatched: true, weekday: 3, minute: 7 * 60))
        var budget = NotifyRule([.budget])
        budget.watchedOnly = true
        #expect(budget.applies(to: .budget, isWatched: false, weekday: 0, minute: 0))
    }

    @Test func withoutRulesWhatIsWatchedRings() {
        let rule = NotifyRule.standard[0]
        for event in NotifyEvent.allCases {
            #expect(rule.applies(to: event, isWatched: true, weekday: 0, minute: 0) == (event != .budget))
            #expect(!rule.applies(to: event, isWatched: false, weekday: 0, minute: 0))
        }
        #expect(rule.ringsBell && rule.showsOnDesktop && rule.hook == nil)
    }
}
