import Testing

@testable import LocalMint

@Suite struct AppPageTests {
    @Test func textFromOutsideIsEscaped() {
        #expect(AppPage.escaped("<b a='1' c=\"2\">&") == "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;")
    }
}
