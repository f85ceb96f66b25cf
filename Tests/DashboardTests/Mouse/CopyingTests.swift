import Dashboard
import DashboardSamples
import Foundation
import MintDomain
import TerminalCore
import Testing

/// The copy menu, and the text that could not be copied.
struct CopyingTests {
    private let size = Size(columns: 120, rows: 40)

    private func press(_ key: Key, _ state: inout State) -> [Effect] {
        update(&state, .terminal(.key(key)), now: Sample.now)
    }

    private func menu(_ state: State) throws -> CopyMenu {
        guard case .copy(let menu)? = state.overlays.dialogs.last else {
            throw MissingMenu()
        }
        return menu
    }

    private struct MissingMenu: Error {}

    @Test(arguments: [
        ("jy", "iprjc"), ("gy", "ipjc"), ("2y", "iunc"), ("3jy", "iunc"), (" jy", "ipjcm"),
    ])
    func theMenuOffersWhatThereIs(_ keys: String, _ letters: String) throws {
        var state = Sample.state(size: size)
        for key in keys { _ = press(.character(key), &state) }
        #expect(String(try menu(state).entries.map(\.letter)) == letters)
    }

    @Test(arguments: [
        ("i", "op_astrolabe", "the id"),
        ("p", "Brass astrolabe on a walnut stand, museum light", "the prompt"),
        (
            "c",
            "printf 'Authorization: Bearer %s' \"$MINT_API_KEY\" | curl -gsS -H @- -H 'Accept: application/json' -- "
                + "'http://127.0.0.1:8787/v1/operations/op_astrolabe'", "the curl line"
        ),
    ])
    func aLetterCopies(_ letter: Character, _ text: String, _ what: String) {
        var state = Sample.state(size: size, keys: [.character("j"), .character("y")])
        #expect(press(.character(letter), &state).contains(.copy([SafeText(text)], what: what)))
        #expect(state.overlays.dialogs.isEmpty)
    }

    @Test func theCursorAndTheMouseChooseToo() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("y"), Key(.down)])
        let effects = press(Key(.enter), &state)
        #expect(effects.contains { if case .copy(_, "the prompt") = $0 { true } else { false } })
        _ = press(.character("y"), &state)
        let clicked = Mouse.click(&state) { if case .entry(_, 0) = $0 { true } else { false } }
        #expect(clicked.contains(.copy(["op_astrolabe"], what: "the id")))
    }

    @Test func theTextIsThatOfTheRowTheMenuWasOpenedOn() {
        var state = Sample.state(size: size, keys: [.character("j"), .character("y")])
        let gone = TrackingNews(
            upserted: [], removed: [Sample.operationID("op_astrolabe")], link: .live(since: Sample.now))
        _ = update(&state, .trackingChanged(.mint, gone), now: Sample.now)
        #expect(press(.character("i"), &state).contains(.copy(["op_astrolabe"], what: "the id")))
    }

    @Test func theJSONIsWholeAndStaysJSON() throws {
        let long = String(repeating: "x", count: 20_000)
        var row = Sample.operation("op_long", .running, "A long one", changed: 1)
        row.rawJSON = "{\"id\":\"op_long\",\"text\":\"\(long)\",\"more\":[1,2,{}]}"
        var state = Sample.state(size: size)
        _ = update(
            &state, .trackingChanged(.mint, TrackingNews(upserted: [row], link: .live(since: Sample.now))),
            now: Sample.now)
        while state.operationCursor.selected != row.id { _ = press(.character("j"), &state) }
        _ = press(.character("y"), &state)
        let lines = try #require(menu(state).entries.first { $0.letter == "j" }?.lines)
        let text = lines.map(\.string).joined(separator: "\n")
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["text"] as? String == long)
        #expect(lines.count > 3)
    }

    @Test func whatNothingTookIsShownBareAndWhole() {
        var state = Sample.state(size: Size(columns: 60, rows: 20))
        let text = SafeText(String(repeating: "0123456789 ", count: 200))
        var effects = update(
            &state, .copyRefused([text], what: "the prompt", reason: "select it here: nothing else took the text"),
            now: Sample.now)
        #expect(effects.contains(.setMouse(false)))
        var seen = ""
        var offset = -1
        while case .selectable(let shown)? = state.overlays.dialogs.last, shown.offset != offset {
            offset = shown.offset
            let canvas = Mouse.frame(state).canvas
            // The first row of each step; the last step shows the rest.
            seen += Mouse.text(canvas, Rect(column: 0, row: 1, columns: 60, rows: 1))
            _ = press(.character("j"), &state)
        }
        let last = Mouse.text(Mouse.frame(state).canvas, Rect(column: 0, row: 2, columns: 60, rows: 17))
        let all = (seen + last.split(separator: "\n").joined()).trimmingCharacters(in: .whitespaces)
        #expect(all == text.string.trimmingCharacters(in: .whitespaces))
        effects = press(Key(.escape), &state)
        #expect(effects.contains(.setMouse(true)))
    }

    @Test func whatIsBeingTypedIsNotCovered() {
        var state = Sample.state(size: size, keys: [.character("C")])
        _ = update(&state, .copyRefused(["x"], what: "the id", reason: "no way"), now: Sample.now)
        guard case .creation? = state.overlays.dialogs.last else {
            Issue.record("the form is covered")
            return
        }
        #expect(state.overlays.notice?.kind == .warning)
    }
}

/// The words of shell commands.
struct EndpointsTests {
    @Test(arguments: [
        "plain", "it's", "a b", "$(touch /tmp/x)", "`id`", "a\\", "\"", "!!", "*", "~", "-rf", "';id;'", "%27", "ü 漢",
    ])
    func aQuotedTextIsOneWordOfAShellAsItWas(_ text: String) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "printf '%s|' \(Endpoints.quoted(text))"]
        process.standardOutput = output
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: read, as: UTF8.self) == text + "|")
    }

    @Test func noKeyIsInALineAndNoIDLeavesItsPath() {
        let places = Endpoints(mint: "https://api.mint.gg", jobs: "https://api.mintlify.com/v2/agent/p/job")
        let id = Sample.operationID("op_1")
        #expect(places.curl(operation: id).string.contains("$MINT_API_KEY"))
        #expect(places.curl(job: id)?.string.contains("$MINTLIFY_API_KEY") == true)
        #expect(places.curl(job: id)?.string.hasSuffix("'https://api.mintlify.com/v2/agent/p/job/op_1'") == true)
        #expect(Endpoints(mint: "x").curl(job: id) == nil)
        if let odd = ResourceID("a/../b?c#d'e") {
            #expect(places.curl(.world, odd).string.hasSuffix("/v1/worlds/a%2F..%2Fb%3Fc%23d%27e'"))
        }
    }
}
