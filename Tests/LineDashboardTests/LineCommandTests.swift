import Dashboard
import DashboardSamples
import LineDashboard
import MintDomain
import TerminalCore
import Testing

struct LineCommandTests {
    private static let id = LineCommand.Target.id(Sample.operationID("op_1"))

    static let readings: [(String, LineCommand)] = [
        ("help", .help), ("?", .help), ("LIST", .list(filter: "")),
        ("list  status:failed !done ", .list(filter: "status:failed !done")),
        ("more", .more), ("show 3", .show(.number(3, isMarked: false))), ("show #3", .show(.number(3, isMarked: true))),
        ("approve op_1", .decide(.approve, id, .none)), ("  approve\top_1  ", .decide(.approve, id, .none)),
        ("revise op_1 make it   warmer ", .decide(.revise, id, .text("make it   warmer"))),
        ("cancel op_1", .decide(.cancel, id, .none)),
        ("resume op_1", .decide(.resume, id, .none)), ("message op_1 go on", .decide(.message, id, .text("go on"))),
        ("job Write docs", .job("Write docs")),
        ("undo", .undo), ("z", .undo), ("held", .held), ("send", .send), ("keep", .keep), ("drop", .drop),
        ("open op_1", .open(id, name: nil)),
        ("open 2 page on Mint", .open(.number(2, isMarked: false), name: "page on Mint")),
        ("generate World a bay", .generate(.world, "a bay")), ("generate model a key", .generate(.model, "a key")),
        (
            "track op_1 https://mint.example/v1/operations/op_2",
            .track(["op_1", "https://mint.example/v1/operations/op_2"])
        ),
        ("worlds", .resources(.world, filter: "")), ("Models brass", .resources(.model, filter: "brass")),
        ("retry op_1", .decide(.retry, id, .none)), ("optimize op_1 light", .decide(.optimize, id, .level(.light))),
        ("convert op_1 obj, STL", .decide(.convert, id, .formats([.obj, .stl]))),
        ("download op_1", .download(id, words: nil)),
        ("download 2 glb overwrite", .download(.number(2, isMarked: false), words: "glb overwrite")),
        ("stop op_1", .stop(id)), ("profile", .profile(nil)), ("profile studio", .profile("studio")),
        ("watch op_1", .watch(id)), ("unwatch op_1", .unwatch(id)), ("refresh", .refresh), ("usage", .usage),
        ("arm", .arm), ("disarm", .disarm), ("yes", .yes), ("y", .yes), ("no", .no), ("quit", .quit), ("q", .quit),
    ]

    @Test(arguments: readings) func aLineIsRead(line: String, command: LineCommand) throws {
        #expect(try LineCommand(line) == command)
    }

    @Test(arguments: ["", "   ", "\t"]) func anEmptyLineIsNoCommand(line: String) throws {
        #expect(try LineCommand(line) == nil)
    }

    static let mistakes: [(String, String)] = [
        ("aprove 1", "There is no command “aprove”. Did you mean approve? Type help."),
        ("xyzzy", "There is no command “xyzzy”. Type help."),
        ("approve", "approve needs a number of the last list, or an id."),
        ("approve 1 2", "approve takes one number or id and nothing behind it; nothing was done."),
        ("approve 0", "0 is an id"), ("approve #0", "“#0” is neither a number of the list nor an id."),
        ("approve -1", "-1 is an id"), ("approve a/b", "“a/b” is neither a number of the list nor an id."),
        ("revise op_1", "revise needs what should change after the number or id."),
        ("message 1", "message needs what to say after the number or id."),
        ("optimize op_1", "optimize needs how much after the number or id: one of light, moderate, aggressive."),
        ("optimize op_1 very", "optimize needs how much"), ("retry op_1 now", "retry takes one number or id"),
        ("convert op_1", "convert needs formats after the number or id: some of glb, obj, stl, usdz, fbx."),
        ("convert op_1 obj doc", "“doc” is no format; there are glb, obj, stl, usdz, fbx."),
        ("generate", "generate needs world or model, and then what is to be made."),
        ("generate world", "generate needs world or model"), ("generate lamp a lamp", "generate needs world or model"),
        ("track", "track needs an id or an address"), ("job", "job needs what the agent is to do."),
        ("quit now", "quit takes no arguments; nothing was done."), ("yes please", "yes takes no arguments"),
        ("list\u{1B}[2J x", "There is no command “list[2J”."),
    ]

    @Test(arguments: mistakes) func aMistakeIsOneSentenceAndDoesNothing(line: String, sentence: String) {
        do throws(LineMistake) {
            let command = try LineCommand(line)
            // A text that looks like an id is one, even if it looks like something else too.
            #expect(sentence.hasSuffix("is an id"))
            #expect(command != nil)
        } catch {
            #expect(error.description.hasPrefix(sentence))
            #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 })
        }
    }

    @Test func aLineThatIsMuchTooLongIsRefused() {
        #expect(throws: LineMistake.self) {
            try LineCommand("revise op_1 " + String(repeating: "x", count: LineCommand.lengthLimit))
        }
    }

    @Test func randomLinesAreReadOrRefused() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "approve", "op_1", "#", "7", " ", "\t", "\u{1B}[", "\u{202E}", "é", "revise", "\0", "generate", "model",
        ]
        for _ in 0..<2000 {
            let line = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in pieces.randomElement() }
                .joined()
            do throws(LineMistake) {
                _ = try LineCommand(line)
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
