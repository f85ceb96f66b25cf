import Testing

@testable import TerminalServices

struct QuietHoursTests {
    static func minute(_ hour: Int, _ minute: Int = 0) -> Int { hour * 60 + minute }

    @Test(arguments: [
        ("22:00-07:00", 0, minute(23), true), ("22:00-07:00", 0, minute(6, 59), true),
        ("22:00-07:00", 0, minute(7), false),
        ("22:00-07:00", 0, minute(21, 59), false), ("12:00-13:30", 3, minute(12), true),
        ("12:00-13:30", 3, minute(13, 30), false),
        ("mon-fri 22:00-07:00", 4, minute(23), true), ("mon-fri 22:00-07:00", 5, minute(6), true),
        ("mon-fri 22:00-07:00", 5, minute(23), false), ("mon-fri 22:00-07:00", 0, minute(6), false),
        ("sat,sun 00:00-24:00", 6, minute(23, 59), true), ("sat,sun 00:00-24:00", 0, 0, false),
        ("fri-mon 10:00-11:00", 6, minute(10), true), ("fri-mon 10:00-11:00", 1, minute(10), false),
        ("SUN 10:00-11:00", 6, minute(10), true),
    ])
    func aSpanIsQuietOnItsDays(rule: String, weekday: Int, minute: Int, isQuiet: Bool) throws {
        #expect(try QuietHours(rule).isQuiet(weekday: weekday, minute: minute) == isQuiet)
    }

    @Test(arguments: [
        "", "22:00", "22:00-", "-07:00", "22-07", "25:00-07:00", "22:60-07:00", "24:00-07:00", "07:00-07:00",
        "2:00-7:00",
        "someday 22:00-07:00", "mon- 22:00-07:00", "mon-tue-wed 22:00-07:00", ", 22:00-07:00", "a b 22:00-07:00",
        "22:00-07:00 mon", "+2:00-07:00", "22:00-24:01",
    ])
    func anythingElseIsAFault(rule: String) {
        #expect(throws: QuietHours.Fault.self) { try QuietHours(rule) }
    }

    @Test func aFaultIsOneSafeSentence() {
        do {
            _ = try QuietHours("late\u{1B}[2J")
        } catch {
            #expect(
                error.description
                    == "“late[2J” is no span of hours; write 22:00-07:00 or mon-fri 22:00-07:00.")
        }
    }
}
