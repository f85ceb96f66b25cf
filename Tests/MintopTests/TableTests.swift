import CommandOutput
import MintDomain
import TerminalCore
import TerminalServices
import Testing

@testable import mintop

@Suite struct TableTests {
    private let columns: [Table.Column] = [
        .init(heading: "id"), .init(heading: "kind", rank: 1), .init(heading: "age", isNumber: true, rank: 2),
        .init(heading: "prompt", givesWay: true),
    ]

    private func table(_ prompts: String...) -> Table {
        var table = Table(columns: columns)
        table.rows = prompts.enumerated().map { index, prompt in
            [
                .init("op_\(index)", color: 32), .init("model"), .init(index == 0 ? "7s" : "12m"),
                .init(SafeText(prompt)),
            ]
        }
        return table
    }

    @Test func columnsAreAlignedAndNumbersEndWhereTheirHeadingEnds() {
        let lines = table("A key", "小さな船 🍵").lines(in: .init(columns: 80, hasColor: false))
        #expect(lines == ["id    kind   age  prompt", "op_0  model   7s  A key", "op_1  model  12m  小さな船 🍵"])
    }

    @Test(arguments: 12...60) func noLineIsWiderThanTheTerminal(_ width: Int) {
        let table = table("A long prompt about a brass key with long teeth", "小さな木の船、白い帆、とても長い題名", "🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵🍵")
        for line in table.lines(in: .init(columns: width, hasColor: false)) {
            #expect(SafeText(line).columns <= width, "\(line)")
        }
    }

    @Test(arguments: [
        ("https://mint.gg/w/1", "kitty", true), ("javascript:alert(1)", "kitty", false),
        ("https://a@b.c/\u{1B}]8;;", "kitty", false), ("https://mint.gg/w/1", "", false),
    ])
    func onlyASafeAddressIsALinkAndOnlyWhereTheTerminalKnowsThem(_ url: String, _ brand: String, _ isLink: Bool) {
        var table = Table(columns: [.init(heading: "id"), .init(heading: "name")])
        table.rows = [[.init("world_1", color: 32, link: url), .init("A pond")]]
        let environment = ["TERM": "xterm-256color", "TERM_PROGRAM": brand]
        let links = Hyperlinks(environment: environment, isTerminal: true)
        let lines = table.lines(in: .init(columns: 40, hasColor: false, links: links))
        let plain = "world_1  A pond"
        let opening = "\u{1B}]8;id=m2485032084;\(url)\u{1B}\\"
        #expect(lines.last == (isLink ? "\(opening)world_1\u{1B}]8;;\u{1B}\\  A pond" : plain))
        let piped = table.lines(in: .init(columns: nil, hasColor: false))
        #expect(piped.last == plain)
    }

    @Test(arguments: [
        ("https://mint.gg/w/1", true), ("https://10.1.2.3/", false), ("http://127.0.0.1:631/admin", false),
        ("https://localhost/", false), ("http://mint.gg/", false),
    ])
    func aLinkThatWouldNotBeOpenedIsNoLink(_ url: String, _ isLink: Bool) throws {
        var table = Table(columns: [.init(heading: "id")])
        table.rows = [[.init("world_1", link: url)]]
        let links = Hyperlinks(environment: ["TERM": "xterm-256color", "TERM_PROGRAM": "kitty"], isTerminal: true)
        let policy = try #require(LinkPolicy(server: "https://api.mint.gg"))
        let lines = table.lines(in: .init(columns: 40, hasColor: false, links: links, linkPolicy: policy))
        #expect(lines.last?.contains(url) == isLink)
    }

    @Test func aWideCharacterIsNeverCutInHalf() {
        let lines = table("小さな木の船、白い帆、とても長い題名").lines(in: .init(columns: 35, hasColor: false))
        #expect(lines.last == "op_0  model   7s  小さな木の船、白…" || lines.last?.hasSuffix("…") == true)
        #expect(lines.allSatisfy { SafeText($0).columns <= 35 })
    }

    @Test func theColumnOfTheLowestRankLeavesFirst() {
        let long = "A long prompt about a key"
        func headings(_ width: Int) -> String? { table(long).lines(in: .init(columns: width, hasColor: false)).first }
        #expect(headings(34) == "id    kind   age  prompt")
        #expect(headings(30) == "id    age  prompt")
        #expect(headings(24) == "id    prompt")
    }

    @Test func aPipeGetsNeitherHeadingsNorColorsNorLimits() {
        let long = String(repeating: "long ", count: 100)
        let lines = table(long).lines(in: .init(columns: nil, hasColor: false))
        #expect(lines == ["op_0  model  7s  \(long.trimmingSuffix { $0 == " " })"])
    }

    @Test func colorsStandAroundTextAndNotAroundPadding() {
        let lines = table("A key").lines(in: .init(columns: 80, hasColor: true))
        #expect(lines[0].hasPrefix("\u{1B}[90mid\u{1B}[0m    "))
        #expect(lines[1].hasPrefix("\u{1B}[32mop_0\u{1B}[0m  model"))
    }
}

extension String {
    fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
        String(reversed().drop(while: isDropped).reversed())
    }
}
