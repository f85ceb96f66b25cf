import Testing

@testable import ChildPrograms

/// Real programs that end at once, never read, print endlessly or keep their output open.
@Suite(.timeLimit(.minutes(2)))
struct ChildProgramTests {
    private let environment = [
        "PATH": "/usr/bin:/bin", "MINT_API_KEY": "SECRET-1", "MINTLIFY_API_KEY": "SECRET-2",
        "MINTOP_SERVE_KEY": "SECRET-3", "OTHER": "kept",
    ]
    private let largeInput = [UInt8](repeating: 0x61, count: 1 << 20)

    private func shell(_ script: String) -> ChildProgram {
        ChildProgram("sh", ["-c", script], environment: environment)
    }

    @Test func aProgramThatEndsBeforeItReadItsInputIsAnOrdinaryFailure() async throws {
        for _ in 0..<50 {
            #expect(try await shell("exit 1").run(input: largeInput).ending == .exited(1))
        }
    }

    @Test func aProgramReadsAllOfALargeInput() async throws {
        let result = try await shell("wc -c; read more || echo end").run(input: largeInput, outputLimit: 100)
        #expect(result.ending == .exited(0))
        #expect(String(decoding: result.output, as: UTF8.self) == "1048576\nend\n")
    }

    @Test func aProgramThatPrintsForeverIsEnded() async {
        await #expect(throws: ChildProgram.Failure.tooMuchOutput) {
            try await shell("yes; yes").run(outputLimit: 4096)
        }
    }

    @Test func aProgramThatNeverReadsIsEndedByCancellation() async {
        let run = Task { [largeInput] in try await shell("exec sleep 600").run(input: largeInput) }
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
    }

    @Test func aChildThatKeepsTheOutputOpenDelaysNothing() async throws {
        let result = try await shell("sleep 600 & echo $!").run(input: largeInput, outputLimit: 100)
        #expect(result.ending == .exited(0))
        _ = try await shell("kill \(String(decoding: result.output, as: UTF8.self))").run()
    }

    @Test func aProgramInheritsNoKeys() async throws {
        let result = try await shell("env").run(outputLimit: 4096)
        let text = String(decoding: result.output, as: UTF8.self)
        #expect(text.contains("OTHER=kept"))
        #expect(!text.contains("SECRET") && !text.contains("KEY"))
    }

    @Test(arguments: [("exit 3", ChildProgram.Ending.exited(3)), ("kill -9 $$", .signaled(9))])
    func theEndingIsReported(script: String, ending: ChildProgram.Ending) async throws {
        #expect(try await shell(script).run().ending == ending)
    }

    @Test(arguments: ["no-such-program-here", "/no/such/program"])
    func aMissingProgramIsReported(name: String) async {
        await #expect(throws: ChildProgram.Failure.notFound) {
            try await ChildProgram(name, environment: environment).run(input: largeInput)
        }
    }
}
