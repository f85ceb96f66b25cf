import Testing

@testable import mintop

@Suite struct MdocTests {
    @Test func aLineThatLooksLikeARequestIsText() {
        var page = Mdoc()
        page.line(".ci/install puts it there")
        page.line("'quoted' and a \\ and --json")
        #expect(page.text == "\\&.ci/install puts it there\n\\&'quoted' and a \\e and \\-\\-json\n")
    }

    @Test func examplesAreKeptTogetherAndParagraphsApart() {
        var page = Mdoc()
        page.paragraphs("First.\n\nSecond.\n\n  one | two\n  three\nThird.")
        #expect(
            page.text
                == ".Pp\nFirst.\n.Pp\nSecond.\n.Bd -literal -offset indent\none | two\nthree\n.Ed\n.Pp\nThird.\n")
    }
}
