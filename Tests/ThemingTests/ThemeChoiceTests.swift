import Testing

@testable import Theming

struct ThemeChoiceTests {
    @Test(
        arguments: [
            ("nord", "nord", "nord", "nord"), ("auto", "mint-dark", "mint-light", nil),
            (" Auto ", "mint-dark", "mint-light", nil),
            ("nord, one-light", "nord", "one-light", nil), ("my theme", "my theme", "my theme", "my theme"),
            ("a,a", "a", "a", nil),
        ] as [(String, String, String, String?)])
    func aPairFollowsTheBackground(text: String, dark: String, light: String, unknown: String?) throws {
        let choice = try #require(ThemeChoice(text))
        #expect(choice.name(isDark: true) == dark)
        #expect(choice.name(isDark: false) == light)
        #expect(choice.name(isDark: nil) == unknown)
        #expect(choice.dependsOnBackground == (dark != light))
    }

    @Test(arguments: ["", " ", ",", "a,", ",a", "a,b,c"])
    func anythingElseIsNoChoice(text: String) {
        #expect(ThemeChoice(text) == nil)
    }
}
