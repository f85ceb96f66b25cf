import CommandOutput
import Testing

@testable import mintop

@Suite struct MdocTests {
    @Test func aLineThatLooksLikeARequestIsText() {
        var page = Mdoc()
        page.line(".ci/install puts it there")
        page.line("'quoted' and a \\ and --json")
        #expect(page.text == "\\&.ci/install puts it there\n\\&'quoted' and a \\e and \\-\\-json\n")
    }

    @Test func aSentenceBeginsALineAndLongOnesAreFilled() {
        var page = Mdoc()
        page.line("One. Two (see v1.2 of it). Three, e.g. this. (default: 5)")
        #expect(page.text == "One.\nTwo (see v1.2 of it).\nThree, e.g. this.\n(default: 5)\n")
        var long = Mdoc()
        long.line(Array(repeating: "word", count: 40).joined(separator: " "))
        let lines = long.text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.utf8.count < 80 })
    }

    @Test func examplesAreKeptTogetherAndParagraphsApart() {
        var page = Mdoc()
        page.paragraphs("First.\n\nSecond.\n\n  one | two\n  three\nThird.")
        #expect(
            page.text
                == ".Pp\nFirst.\n.Pp\nSecond.\n.Bd -literal -offset indent\none | two\nthree\n.Ed\n.Pp\nThird.\n")
    }
}
