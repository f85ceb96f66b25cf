import Foundation
import TestClock
import Testing

@testable import UserConfiguration

/// Keys printed by real programs, and a clock that advances on demand.
@Suite(.timeLimit(.minutes(2)))
struct KeyRingTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()

    init() throws {
        folder = try TemporaryFolder()
    }

    private func ring(_ variables: [String: String] = [:]) -> KeyRing {
        let environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path].merging(variables) { $1 }
        return KeyRing(environment: environment, clock: clock)
    }

    private func shell(_ script: String) -> KeySource {
        .command(["sh", "-c", script])
    }

    /// Waits until a program has written its file; only the test's limit bounds this.
    private func waitForFile(_ name: String) async {
        while !FileManager.default.fileExists(atPath: "\(folder.path)/\(name)") { await Task.yield() }
    }

    @Test(arguments: ["printf k-1", "echo k-1", "printf '\\n k-1\\r\\n\\n'", "echo noise >&2; echo k-1"])
    func whatAProgramPrintsIsTheKey(script: String) async throws {
        #expect(try await ring().key(from: shell(script), for: .mint).text == "k-1")
    }

    @Test func aProgramGetsItsArgumentsAsTheyAre() async throws {
        let source = KeySource.command(["printf", "%s", "$HOME;`id`*"])
        #expect(try await ring().key(from: source, for: .mint).text == "$HOME;`id`*")
    }

    @Test func theEnvironmentAndTheHomeFolderAreThoseGiven() async throws {
        let variable = KeySource.command(["printenv", "MY_KEY"])
        #expect(try await ring(["MY_KEY": "k-2"]).key(from: variable, for: .mint).text == "k-2")
        _ = try folder.file("program", "#!/bin/sh\necho k-3\n", mode: 0o700)
        #expect(try await ring().key(from: .command(["~/program"]), for: .mint).text == "k-3")
        _ = try folder.file("key", "k-4")
        #expect(try await ring().key(from: .file("~/key"), for: .mint).text == "k-4")
        await #expect(throws: KeyError(.noHome, .file("~/key"))) {
            try await ring(["HOME": ""]).key(from: .file("~/key"), for: .mint)
        }
    }

    @Test func aProgramInheritsNoKeysOfMintop() async throws {
        let names = ["MINT_API_KEY", "MINTLIFY_API_KEY", "MINTOP_SERVE_KEY"]
        let ring = ring(Dictionary(uniqueKeysWithValues: names.map { ($0, "SECRET") }))
        let source = shell("env | grep -c SECRET")
        await #expect(throws: KeyError(.exitStatus(1), source)) { try await ring.key(from: source, for: .mint) }
    }

    @Test func aProgramThatPrintsForeverIsEnded() async throws {
        let source = shell("yes SECRET; yes SECRET")
        await #expect(throws: KeyError(.tooLong, source)) { try await ring().key(from: source, for: .mint) }
    }

    @Test func aProgramHasASessionOfItsOwnAndNothingToRead() async throws {
        // Field 6 is the session: its leader has no terminal.
        let source = shell("read line; test \"$(cut -d' ' -f6 /proc/$$/stat)\" = $$ && echo \"leader$line\"")
        #expect(try await ring().key(from: source, for: .mint).text == "leader")
    }

    @Test(arguments: [
        ("exit 3", KeyError.Cause.exitStatus(3)), ("echo SECRET; exit 1", .exitStatus(1)), ("kill -9 $$", .signal(9)),
        ("true", .empty), ("echo; echo", .empty), ("echo SECRET; echo SECRET", .severalLines),
        ("echo 'SECRET SECRET'", .notAKey), ("printf 'SECRET\\377'", .notAKey),
        ("yes SECRET | head -c 100000", .tooLong), ("echo SECRET >&2; exit 1", .exitStatus(1)),
    ])
    func aProgramWithoutAKeyIsASentenceThatRepeatsNothing(script: String, cause: KeyError.Cause) async throws {
        let error = await #expect(throws: KeyError.self) { try await ring().key(from: shell(script), for: .mint) }
        #expect(error?.cause == cause)
        #expect(error?.description.hasPrefix("The command “sh” ") == true)
        #expect(error?.description.contains("SECRET") == false)
        #expect(error?.description.contains("\n") == false)
    }

    @Test func aProgramThatIsNotThereIsNamed() async throws {
        let error = await #expect(throws: KeyError.self) {
            try await ring().key(from: .command(["no-such-program-here", "SECRET"]), for: .mint)
        }
        #expect(
            error?.description
                == "The command “no-such-program-here” is not installed: check api_key_command and PATH.")
        let plain = try folder.file("plain", "text", mode: 0o600)
        for path in [plain, folder.path + "/missing"] {
            let error = await #expect(throws: KeyError.self) {
                try await ring().key(from: .command([path]), for: .mint)
            }
            #expect(error.map { $0.cause == .notFound || $0.description.contains("could not be started") } == true)
        }
    }

    @Test func aProgramThatWaitsIsEndedWithItsChildren() async throws {
        let source = shell(
            "trap '' TERM; sleep 600 & echo $! >\"$HOME/new\"; mv \"$HOME/new\" \"$HOME/child\"; wait")
        let ring = ring()
        let fetch = Task { try await ring.key(from: source, for: .mint) }
        try await clock.waitForSleepers()
        await waitForFile("child")
        clock.advance(by: .seconds(10))
        let error = await #expect(throws: KeyError.self) { try await fetch.value }
        #expect(error?.cause == .timedOut(seconds: 10))
        let text = try String(contentsOfFile: folder.path + "/child", encoding: .utf8)
        let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        // A dead child may remain until init collects it; it no longer runs.
        while kill(child, 0) == 0, !isDead(child) { await Task.yield() }
    }

    private func isDead(_ process: pid_t) -> Bool {
        // `try?`: a process that is gone has no file.
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        return status.split(separator: ")").last?.hasPrefix(" Z") == true
    }

    @Test func aChildThatKeepsTheOutputOpenHoldsNothingUp() async throws {
        let source = shell("sleep 600 & echo $! >\"$HOME/child\"; echo k-1")
        #expect(try await ring().key(from: source, for: .mint).text == "k-1")
        let text = try String(contentsOfFile: folder.path + "/child", encoding: .utf8)
        let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(child, SIGKILL) == 0)
    }

    @Test func cancellingEndsTheProgram() async throws {
        let ring = ring()
        let source = shell("echo $$ >\"$HOME/new\"; mv \"$HOME/new\" \"$HOME/started\"; exec sleep 600")
        let fetch = Task { try await ring.key(from: source, for: .mint) }
        await waitForFile("started")
        fetch.cancel()
        await #expect(throws: CancellationError.self) { try await fetch.value }
        let text = try String(contentsOfFile: folder.path + "/started", encoding: .utf8)
        let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(process, 0) != 0)
    }

    @Test func aKeyIsFetchedOnceUntilItIsForgotten() async throws {
        let source = shell("echo x >>\"$HOME/count\"; echo k-$(wc -l <\"$HOME/count\")")
        let ring = ring()
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try await ring.key(from: source, for: .mint).text } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(keys == [String](repeating: "k-1", count: 8))
        await ring.forget(source)
        #expect(try await ring.key(from: source, for: .mint).text == "k-2")
        #expect(try await ring.key(from: source, for: .mint).text == "k-2")
    }

    @Test func aFailureIsNotRemembered() async throws {
        let source = shell("test -e \"$HOME/ready\" && echo k-1")
        let ring = ring()
        await #expect(throws: KeyError(.exitStatus(1), source)) { try await ring.key(from: source, for: .mint) }
        _ = try folder.file("ready", "")
        #expect(try await ring.key(from: source, for: .mint).text == "k-1")
    }

    @Test func whoeverWaitsGoesOnWhereTheFirstGivesUp() async throws {
        let ring = ring()
        let source = shell(
            "if test -e \"$HOME/started\"; then echo k-1; else : >\"$HOME/started\"; exec sleep 600; fi")
        let first = Task { try await ring.key(from: source, for: .mint) }
        await waitForFile("started")
        let second = Task { try await ring.key(from: source, for: .mint) }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(try await second.value.text == "k-1")
    }

    @Test func aKeyOfTheWrongKindIsRefused() async throws {
        let source = shell("echo mint_us_SECRET")
        let error = await #expect(throws: KeyError.self) { try await ring().key(from: source, for: .mintlify) }
        #expect(
            error?.description
                == "The command “sh” provides an index key (mint_us_…): the agent requires an admin key (mint_…).")
        let mint = KeySource.environment(variable: "MINT_API_KEY", Secret("k-1"))
        #expect(try await ring().key(from: mint, for: .mint).text == "k-1")
        await #expect(throws: KeyError.self) { try await ring().key(from: mint, for: .mintlify) }
    }

    @Test func noKeyIsLostHoweverQuicklyTheProgramEnds() async throws {
        for number in 0..<100 {
            let source = KeySource.command(["printf", "k-%s", "\(number)"])
            #expect(try await ring().key(from: source, for: .mint).text == "k-\(number)")
        }
    }
}
